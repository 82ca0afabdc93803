"""The fixed phrases of a page in several languages; what an entry says itself stays in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from proofs.page.blocks import Block, Row

LANGUAGES = ("en", "de", "es", "zh")
"""English, German, Spanish and Chinese."""


class Phrase(str):
    """A piece of text that every page says in the same words, and so can be said otherwise."""

    __slots__ = ()


def in_language(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """The blocks with their fixed phrases in a language; raises `KeyError` for what it lacks."""
    whole = tuple(blocks)
    return whole if language == "en" else tuple(_said(block, language) for block in whole)


def _said(value: Any, language: str) -> Any:
    """A value of a block, with all phrases in it put into a language."""
    if isinstance(value, Phrase):
        return PHRASES[value][LANGUAGES.index(language) - 1]
    if type(value) is tuple:
        return tuple(_said(part, language) for part in value)
    if isinstance(value, Block | Row):
        parts = {field.name: _said(getattr(value, field.name), language) for field in fields(value)}
        return replace(value, **parts)
    return value


PHRASES: Mapping[str, tuple[str, str, str]] = {
    "Idea": ("Idee", "Idea", "思路"),
    "Notation": ("Bezeichnungen", "Notación", "记号"),
    "Theorem": ("Satz", "Teorema", "定理"),
    "Example": ("Beispiel", "Ejemplo", "例"),
    "Assumed": ("Voraussetzungen", "Se supone", "假设"),
    "Where it is said, also ": (
        "Wo es dabeisteht, außerdem ", "Donde se indica, además ", "在注明之处，另设 ",
    ),
    "Where it is said, ": ("Wo es dabeisteht, ", "Donde se indica, ", "在注明之处，设 "),
    "Built into the learning rule": (
        "Teil der Lernregel", "Parte de la regla de aprendizaje", "学习规则自身的规定",
    ),
    "Proof.": ("Beweis.", "Demostración.", "证明。"),
    "one update": ("ein Schritt", "una actualización", "一次更新"),
    "Here ": ("Dabei ist ", "Aquí ", "其中 "),
    "By definition": ("Nach Definition ist", "Por definición", "由定义"),
    " and ": (" und ", " y ", " 且 "),
    "If ": ("Wenn ", "Si ", "若 "),
    ", then ": (", dann ", ", entonces ", "，则 "),
    ", for every ": (", für jedes ", ", para todo ", "，对任意 "),
    "By induction on ": ("Durch Induktion über ", "Por inducción sobre ", "作归纳，变量为 "),
    "At ": ("Bei ", "En ", "当 "),
    ". One more step:": (". Ein weiterer Schritt:", ". Un paso más:", "。再走一步："),
    "and one more step:": ("und ein weiterer Schritt:", "y un paso más:", "再走一步："),
    "At the start: ": ("Am Anfang: ", "Al inicio: ", "起点："),
    "One update:": ("Ein Schritt:", "Una actualización:", "一次更新："),
    "by the symmetry lemma, since one update commutes with this map of the state. ": (
        "nach dem Symmetrielemma, denn ein Schritt vertauscht mit dieser Abbildung des Zustands. ",
        "por el lema de simetría, pues una actualización conmuta con esta aplicación del estado. ",
        "由对称引理，因为一次更新与状态的这一映射可交换。",
    ),
    "by induction on ": ("durch Induktion über ", "por inducción sobre ", "归纳于 "),
    "case by case": ("Fall für Fall", "caso por caso", "逐情形讨论"),
    "the symmetry lemma": ("Symmetrielemma", "lema de simetría", "对称引理"),
    "The symmetry lemma": ("Symmetrielemma", "Lema de simetría", "对称引理"),
    "An update that commutes with a map of the state has trajectories that do: if ": (
        "Vertauscht ein Schritt mit einer Abbildung des Zustands, so auch jeder Verlauf: ist ",
        "Si una actualización conmuta con una aplicación del estado, también la trayectoria: si ",
        "若一次更新与状态的某映射可交换，则整条轨迹亦然：若 ",
    ),
    ", and a second run starts where the map takes the first one's start, then always": (
        ", und beginnt ein zweiter Lauf im Bild des Anfangs des ersten, so gilt stets",
        ", y una segunda ejecución empieza en la imagen del inicio de la primera, siempre",
        "，且第二次运行从第一次起点的像出发，则恒有",
    ),
    "What each hypothesis is for": (
        "Wozu jede Voraussetzung dient", "Para qué sirve cada hipótesis", "每个假设的作用",
    ),
    "with ": ("mit ", "con ", "取 "),
    "at ": ("bei ", "en ", "在 "),
    " at ": (" bei ", " con ", "，当 "),
    " has no value": (" hat keinen Wert", " no tiene valor", " 无定义"),
    ", so not ": (", also nicht ", ", luego no ", "，故不成立 "),
    " passes": (" Durchgänge", " pasadas", " 遍"),
    "predicted ": ("vorhergesagt ", "predicho ", "预测 "),
    "weights ": ("Gewichte ", "pesos ", "权重 "),
    "Taken from the literature, not proved here: ": (
        "Aus der Literatur, hier nicht bewiesen: ",
        "De la literatura, sin demostrar aquí: ",
        "引自文献，此处未证：",
    ),
    "Checked line by line; ": (
        "Zeile für Zeile geprüft; ", "Comprobado línea por línea; ", "逐行检验；",
    ),
    " prints every line.": (
        " zeigt jede Zeile.", " muestra todas las líneas.", " 显示每一行。",
    ),
    "Sources": ("Quellen", "Fuentes", "文献"),
}  # fmt: skip
"""What stands for each phrase in German, Spanish and Chinese."""
