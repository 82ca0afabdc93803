"""The fixed phrases of a page in several languages; what an entry says itself stays in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from proofs.figure import Figure
from proofs.page.blocks import Blank, Block, Paragraph
from proofs.terms import Relation, Term

LANGUAGES = ("en", "de", "es", "zh")
"""English, German, Spanish and Chinese."""


class Phrase(str):
    """A piece of text that every page says in the same words, and so can be said otherwise."""

    __slots__ = ()


class Translated(str):
    """A phrase in another language, which pages still know by its English words."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, english: str, text: str) -> Translated:
        """The phrase that says in another language what the English one says."""
        made = super().__new__(cls, text)
        made.english = english
        return made


def english(text: str) -> str:
    """The English words of a text that may be a phrase in another language."""
    return text.english if isinstance(text, Translated) else text


def in_language(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """The blocks with their fixed phrases in a language; raises `KeyError` for what it lacks.

    In another language than English the last says what stays in English.
    """
    whole = tuple(blocks)
    return whole if language == "en" else said((*whole, _NOTE), language)


Said = TypeVar("Said")


def said(value: Said, language: str) -> Said:
    """A value, such as a block or a frame, with all phrases in it put into a language."""
    return value if language == "en" else _said(value, language)


def _said(value: Any, language: str) -> Any:
    match value:
        case Phrase():
            return Translated(value, PHRASES[value][LANGUAGES.index(language) - 1])
        case Blank():
            return Blank(len(value), _said(value.holds, language))
        case Term() | Relation() | Figure():
            return value
        case tuple():
            return tuple(_said(part, language) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _said(getattr(value, field.name), language) for field in fields(value)}
        return replace(value, **parts)
    return value


PHRASES: Mapping[str, tuple[str, str, str]] = {
    "Idea": ("Idee", "Idea", "思路"),
    "Notation": ("Bezeichnungen", "Notación", "记号"),
    "Theorem": ("Satz", "Teorema", "定理"),
    "Example": ("Beispiel", "Ejemplo", "例"),
    "Assumed": ("Voraussetzungen", "Se supone", "假设"),
    "Built into the learning rule": (
        "Teil der Lernregel", "Parte de la regla de aprendizaje", "学习规则自身的规定",
    ),
    "Proof.": ("Beweis.", "Demostración.", "证明。"),
    "one update": ("ein Schritt", "una actualización", "一次更新"),
    "Here ": ("Dabei ist ", "Aquí ", "其中 "),
    "By definition": ("Nach Definition ist", "Por definición", "由定义"),
    " and ": (" und ", " y ", " 且 "),
    "the same with ": ("dasselbe mit ", "lo mismo con ", "同样的式子，其中 "),
    " in place of ": (" statt ", " en lugar de ", " 代替 "),
    "all of this with tildes as well": (
        "all dies auch mit Tilden", "todo ello también con tildes", "以上各式加波浪号亦成立",
    ),
    "all of this primed as well": (
        "all dies auch mit Strichen", "todo ello también con primas", "以上各式加撇号亦成立",
    ),
    "If ": ("Wenn ", "Si ", "若 "),
    ", then ": (", dann ", ", entonces ", "，则 "),
    ", for every ": (", für jedes ", ", para todo ", "，对任意 "),
    "By induction on ": (
        "Durch Induktion über ", "Por inducción sobre ", "用数学归纳法，归纳变量为 ",
    ),
    "At ": ("Für ", "Para ", "当 "),
    ". One more step:": (". Ein weiterer Schritt:", ". Un paso más:", "。再进行一步："),
    "and one more step:": ("und ein weiterer Schritt:", "y un paso más:", "再进行一步："),
    "by induction on ": (
        "durch Induktion über ", "por inducción sobre ", "数学归纳法，归纳变量为 ",
    ),
    "case by case": ("Fall für Fall", "caso por caso", "分情形讨论"),
    "the symmetry lemma": ("nach dem Symmetrielemma", "por el lema de simetría", "对称引理"),
    "The symmetry lemma": ("Symmetrielemma", "Lema de simetría", "对称引理"),
    "An update that commutes with a map of the state has trajectories that do: if ": (
        "Vertauscht ein Schritt mit einer Abbildung des Zustands, so auch der ganze Verlauf: Ist ",
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
    "at ": ("für ", "para ", "在 "),
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
    "Statement": ("Aussage", "Enunciado", "命题"),
    ", continued": (", Fortsetzung", ", continuación", "（续）"),
    "Sources and remarks": ("Quellen und Bemerkungen", "Fuentes y observaciones", "文献与注"),
    "Proof": ("Beweis", "Demostración", "证明"),
    "What ": ("Wozu ", "Para qué sirve ", "此条件 "),
    " is for": (" dient", " en la demostración", " 的作用"),
    "Further steps, in short": (
        "Weitere Schritte, kurz", "Otros pasos, en breve", "其余步骤，简述",
    ),
    "A run": ("Ein Lauf", "Una ejecución", "一次运行"),
    "A picture": ("Eine Abbildung", "Una figura", "图示"),
    "the left side is ": ("die linke Seite ist ", "el lado izquierdo es ", "左边为 "),
    " and the right side is ": (
        " und die rechte Seite ist ", " y el lado derecho es ", "，右边为 ",
    ),
    "this does not hold": ("dies gilt nicht", "esto no se cumple", "此式不成立"),
    "this has no value": ("dies hat keinen Wert", "esto no tiene valor", "此式无定义"),
    "undefined": ("nicht definiert", "no definido", "无定义"),
    " read as ": (" gelesen als ", " leído como ", " 读作 "),
    "In these numbers": ("Mit diesen Zahlen", "En estos números", "代入数值"),
    "Counterexample": ("Gegenbeispiel", "Contraejemplo", "反例"),
    "from ": ("von ", "desde ", "起点 "),
    "net input": ("Nettoeingabe", "entrada neta", "净输入"),
    "predicts": ("Vorhersage", "predice", "预测"),
    "With ": ("Mit ", "Con ", "取 "),
    "Always ": ("Immer ", "Siempre ", "恒 "),
    "The predicted labels of the two runs are the same. ": (
        "Die vorhergesagten Klassen beider Läufe sind gleich. ",
        "Las etiquetas predichas de las dos ejecuciones son iguales. ",
        "两次运行的预测标签相同。",
    ),
    "The predicted labels of the two runs differ. ": (
        "Die vorhergesagten Klassen beider Läufe sind verschieden. ",
        "Las etiquetas predichas de las dos ejecuciones difieren. ",
        "两次运行的预测标签不同。",
    ),
    "The weights of the two runs at the end are the same. ": (
        "Die Gewichte beider Läufe am Ende sind gleich. ",
        "Los pesos de las dos ejecuciones al final son iguales. ",
        "两次运行最后的权重相同。",
    ),
    "The weights of the two runs at the end differ. ": (
        "Die Gewichte beider Läufe am Ende sind verschieden. ",
        "Los pesos de las dos ejecuciones al final difieren. ",
        "两次运行最后的权重不同。",
    ),
    "The directions of the weights of the two runs at the end are the same. ": (
        "Die Richtungen der Gewichte beider Läufe am Ende sind gleich. ",
        "Las direcciones de los pesos de las dos ejecuciones al final son iguales. ",
        "两次运行最后的权重方向相同。",
    ),
    "The directions of the weights of the two runs at the end differ. ": (
        "Die Richtungen der Gewichte beider Läufe am Ende sind verschieden. ",
        "Las direcciones de los pesos de las dos ejecuciones al final difieren. ",
        "两次运行最后的权重方向不同。",
    ),
    "sample ": ("Beispiel ", "muestra ", "样本 "),
    "samples ": ("Beispiele ", "muestras ", "样本 "),
    " with label ": (" mit der Klasse ", " con etiqueta ", "，标签 "),
    " with labels ": (" mit den Klassen ", " con etiquetas ", "，标签 "),
    "In both ": ("In beiden ist ", "En ambas ", "两次运行中 "),
    "then ": ("danach ", "después ", "之后 "),
    "the run": ("der Lauf", "la ejecución", "运行"),
    "Claim": ("Behauptung", "Afirmación", "断言"),
    "Two exact runs show this part.": (
        "Zwei exakte Läufe zeigen diesen Teil.",
        "Dos ejecuciones exactas muestran esta parte.",
        "两次精确运行说明此部分。",
    ),
    "This part has not been checked.": (
        "Dieser Teil ist nicht geprüft.", "Esta parte no se ha comprobado.", "此部分尚未检验。",
    ),
    "Assume": ("Voraussetzung", "Se supone", "假设"),
    "Where, by definition,": (
        "Dabei ist nach Definition", "Donde, por definición,", "其中，由定义",
    ),
    "By facts of the literature": (
        "Nach Sätzen aus der Literatur", "Por resultados conocidos", "由文献中的事实",
    ),
    "Then": ("Dann", "Entonces", "则"),
    "Always": ("Immer", "Siempre", "恒有"),
    " (the symmetry lemma)": (" (das Symmetrielemma)", " (el lema de simetría)", "（对称引理）"),
    "Of the learning rule, as is explained below: ": (
        "Von der Lernregel, wie unten erklärt: ",
        "De la regla de aprendizaje, como se explica abajo: ",
        "对学习规则（见下文）：",
    ),
    " A step of the proof has in brackets what it assumes besides.": (
        " Was ein Beweisschritt darüber hinaus voraussetzt, steht bei ihm in Klammern.",
        " Lo que un paso de la demostración supone además va entre paréntesis.",
        "证明步骤另需的假设写在其后的括号中。",
    ),
    "What a step of the proof has in brackets.": (
        "Jeweils das, was bei einem Beweisschritt in Klammern steht.",
        "Lo que cada paso de la demostración lleva entre paréntesis.",
        "各证明步骤后括号中的条件。",
    ),
    "Figure": ("Abbildung", "Figura", "图"),
    ", and in parts ": (", und für einzelne Teile ", ", y en algunas partes ", "；部分结论另设 "),
    "In parts ": ("Für einzelne Teile ", "En algunas partes ", "部分结论设 "),
    "One more step:": ("Ein weiterer Schritt:", "Un paso más:", "再进行一步："),
    "one update, by the induction hypothesis": (
        "ein Schritt, nach der Induktionsannahme",
        "una actualización, por la hipótesis de inducción",
        "一次更新，由归纳假设",
    ),
    "not ": ("nicht ", "no ", "不成立 "),
    "What an entry says itself is in English.": (
        "Der Text des Eintrags selbst (Titel, Idee, Begründungen) ist auf Englisch.",
        "Lo que dice la propia entrada, su título, idea y razones, está en inglés.",
        "条目自身的文字（标题、思路、理由）为英文。",
    ),
    "Numbers": ("Zahlen", "Números", "数值"),
    "; here ": ("; hier ", "; aquí ", "；此处 "),
    "here ": ("hier ", "aquí ", "此处 "),
    "What is true": ("Wahr ist", "Lo que es cierto", "正确的是"),
    "True in its place": ("Stattdessen wahr", "En su lugar es cierto", "正确的说法"),
    "Proved of it": ("Dazu bewiesen", "Demostrado al respecto", "与此有关的已证结论"),
    "Proved by": ("Bewiesen durch", "Demostrado en", "证明见"),
    "Said beside it, and proved": (
        "Außerdem gesagt und bewiesen", "También se dice, y está demostrado", "附带说明且已证明",
    ),
    "Trusted facts": ("Ohne Beweis verwendet", "Resultados citados", "引用的事实"),
    "Rests on": ("Beruht auf", "Se basa en", "所依据的规则"),
    "Said": ("Wortlaut", "Lo que se dice", "原话"),
    "Source": ("Quelle", "Fuente", "来源"),
    "Ruling": ("Urteil", "Veredicto", "裁定"),
    "Refuted as said by": (
        "Im Wortlaut widerlegt durch", "Refutado, tal como se dice, en", "原话被否定，见",
    ),
    "Hypotheses": ("Voraussetzungen", "Hipótesis", "假设"),
    "A false twin": (
        "Eine ähnliche, aber falsche Aussage", "Un enunciado parecido, pero falso", "相似的假命题",
    ),
    "Granted": ("Dabei vorausgesetzt", "Se admite", "此处假定"),
    "Without it:": ("Ohne sie:", "Sin ella:", "若无此假设："),
    "Remarks": ("Bemerkungen", "Observaciones", "注"),
    "It depends on how this is read.": (
        "Es kommt darauf an, wie man es liest.", "Depende de cómo se lea.", "取决于如何理解。",
    ),
    "Why": ("Begründung", "Por qué", "原因"),
    "said to hold, and not checked": (
        "soll gelten, ist aber nicht geprüft", "se afirma, sin comprobar", "据称成立，未经检验",
    ),
    "So it holds at ": ("Also gilt es für ", "Así se cumple para ", "因此，若在 "),
    " whenever it holds at ": (", wenn es für ", " siempre que se cumpla para ", " 成立，归于 "),
    ", hence for every ": (
        " gilt, und so für jedes ", ", y por tanto para todo ", " 的情形，故对任意 ",
    ),
    " both sides are the same as well: nothing is to be shown.": (
        " sind beide Seiten ebenfalls gleich: nichts ist zu zeigen.",
        " ambos lados coinciden también: no hay nada que probar.",
        " 两边同样相等，无需证明。",
    ),
    " for all ": (" für alle ", " para todo ", "，对一切 "),
    "By ": ("Nach ", "Por ", "由 "),
    "By the ": ("Nach ", "Por ", "由 "),
    "By the trusted fact ": (
        "Nach dem zitierten Satz ", "Por el resultado citado ", "由引用的事实 ",
    ),
    "Assumed here": ("Hier vorausgesetzt", "Se supone aquí", "此处假设"),
    "In every case": ("In jedem Fall", "En todos los casos", "各情形均有"),
    " it is shown that": (" wird gezeigt:", " se demuestra que", "，证明"),
    "Start, ": ("Anfang, ", "Inicio, ", "起点，"),
    "Step, from ": ("Schritt, von ", "Paso, de ", "步骤，从 "),
    " to ": (" nach ", " a ", " 到 "),
    "By the symmetry lemma (": (
        "Nach dem Symmetrielemma (", "Por el lema de simetría (", "由对称引理（",
    ),
    "): an update that commutes with a map of the state has trajectories that do. ": (
        "): Vertauscht ein Schritt mit einer Abbildung des Zustands, so auch der ganze Verlauf. ",
        "): si una actualización conmuta con una aplicación del estado, también la trayectoria. ",
        "）：若一次更新与状态的某映射可交换，则整条轨迹亦然。",
    ),
    "One update of the run is": (
        "Ein Schritt des Laufs ist", "Una actualización de la ejecución es", "运行的一次更新为",
    ),
    "and one update of its image is": (
        "und ein Schritt seines Bildes ist",
        "y una actualización de su imagen es",
        "其像的一次更新为",
    ),
    "It is to be shown that the map takes the first run to the second:": (
        "Zu zeigen ist, dass die Abbildung den ersten Lauf in den zweiten überführt:",
        "Hay que probar que la aplicación lleva la primera ejecución a la segunda:",
        "需证明该映射把第一次运行变为第二次运行：",
    ),
    "The map takes start to start.": (
        "Die Abbildung führt den einen Anfang in den anderen über.",
        "La aplicación lleva un inicio al otro.",
        "映射把起点变为起点。",
    ),
    "One update commutes with the map.": (
        "Ein Schritt vertauscht mit der Abbildung.",
        "Una actualización conmuta con la aplicación.",
        "一次更新与映射可交换。",
    ),
    "This is what was to be shown of the start.": (
        "Das war über den Anfang zu zeigen.",
        "Es lo que había que probar sobre el inicio.",
        "这正是关于起点所要证明的。",
    ),
    " with ": (" mit ", " con ", "，其中 "),
    "Open": ("Offen", "Abierto", "未决"),
    "This does not show what was claimed": (
        "Dies zeigt nicht, was behauptet wird",
        "Esto no muestra lo que se afirma",
        "这并未证明所断言的内容",
    ),
    "It is known that": ("Bekannt ist", "Se sabe que", "已知"),
    "Therefore": ("Also", "Por tanto", "因此"),
    "Case ": ("Fall ", "Caso ", "情形 "),
    "The induction hypothesis is": (
        "Die Induktionsannahme ist", "La hipótesis de inducción es", "归纳假设为",
    ),
    "Therefore, after every number of updates ": (
        "Also nach jeder Anzahl Schritte ",
        "Por tanto, tras cualquier número de actualizaciones ",
        "因此，对任意更新次数 ",
    ),
    "So the lines to be shown hold for every ": (
        "Also gelten die zu zeigenden Aussagen für jedes ",
        "Así, lo que había que probar se cumple para todo ",
        "因此所要证明的各式成立，对任意 ",
    ),
    " the start is given.": (" ist der Anfang gegeben.", " el inicio está dado.", " 起点已给定。"),
    "This has not been checked.": (
        "Dies ist nicht geprüft.", "Esto no se ha comprobado.", "此处尚未检验。",
    ),
    "no proof and no counterexample was found": (
        "weder ein Beweis noch ein Gegenbeispiel wurde gefunden",
        "no se encontró ni demostración ni contraejemplo",
        "未找到证明，也未找到反例",
    ),
    "For ": ("Für ", "Para ", "对 "),
    " prints the first of these line by line.": (
        " zeigt das Erste davon Zeile für Zeile.",
        " muestra el primero línea por línea.",
        " 逐行显示其中第一条。",
    ),
    "the weights after ": ("die Gewichte nach ", "los pesos tras ", "权重，更新次数为 "),
    " updates, ": (" Schritten, ", " actualizaciones, ", "；"),
    " the initial ones": (" die Anfangsgewichte", " los iniciales", " 为初始权重"),
    "the learning rate": ("die Lernrate", "la tasa de aprendizaje", "学习率"),
    "update number ": ("Schritt Nummer ", "la actualización número ", "更新量，序号 "),
    "the sample seen at update ": (
        "das Beispiel bei Schritt ",
        "la muestra vista en la actualización ",
        "更新时所见样本，更新序号 ",
    ),
    " and its label": (" und seine Klasse", " y su etiqueta", "，及其标签"),
    "the threshold function, which sees the sign of ": (
        "die Schwellenfunktion, bestimmt durch das Vorzeichen von ",
        "la función umbral, que solo ve el signo de ",
        "阈值函数，只取决于下式的符号： ",
    ),
    " alone": (" allein", " nada más", " 而已"),
    "the label predicted before update ": (
        "die Klasse, vorhergesagt vor Schritt ",
        "la etiqueta predicha antes de la actualización ",
        "更新前预测的标签，更新序号 ",
    ),
    "the error of update ": (
        "der Fehler von Schritt ", "el error de la actualización ", "更新的误差，更新序号 ",
    ),
    ", label minus predicted label": (
        ", Klasse minus vorhergesagte Klasse",
        ", etiqueta menos etiqueta predicha",
        "，即标签减预测标签",
    ),
    "the weights of the same run with ": (
        "die Gewichte desselben Laufs mit ",
        "los pesos de la misma ejecución con ",
        "同一运行的权重，其中 ",
    ),
    "the weights": ("die Gewichte", "los pesos", "权重"),
    "the weights of another run": (
        "die Gewichte eines anderen Laufs", "los pesos de otra ejecución", "另一次运行的权重",
    ),
    "the learning rate, a positive number": (
        "die Lernrate, eine positive Zahl",
        "la tasa de aprendizaje, un número positivo",
        "学习率，为正数",
    ),
    "another rate": ("eine andere Lernrate", "otra tasa", "另一学习率"),
    "the number of samples": ("die Anzahl der Beispiele", "el número de muestras", "样本数"),
    "sample number ": ("Beispiel Nummer ", "la muestra número ", "样本，编号 "),
    " and its target": (" und sein Zielwert", " y su objetivo", "，及其目标值"),
    "the prediction for sample number ": (
        "die Vorhersage für Beispiel Nummer ",
        "la predicción para la muestra número ",
        "样本的预测，编号 ",
    ),
    "the target of one sample": (
        "der Zielwert eines Beispiels", "el objetivo de una muestra", "一个样本的目标值",
    ),
    "the matrix whose rows are the samples; ": (
        "die Matrix, deren Zeilen die Beispiele sind; ",
        "la matriz cuyas filas son las muestras; ",
        "以样本为行的矩阵； ",
    ),
    " is its transpose": (" ist ihre Transponierte", " es su traspuesta", " 为其转置"),
    "the vector of the samples' targets": (
        "der Vektor der Zielwerte", "el vector de los objetivos", "目标值向量",
    ),
    "the matrix ": ("die Matrix ", "la matriz ", "矩阵 "),
    "the vector ": ("der Vektor ", "el vector ", "向量 "),
    "the identity matrix": ("die Einheitsmatrix", "la matriz identidad", "单位矩阵"),
    "an eigenvalue of ": ("ein Eigenwert von ", "un valor propio de ", "特征值，矩阵为 "),
    "the largest eigenvalue of ": (
        "der größte Eigenwert von ", "el mayor valor propio de ", "最大特征值，矩阵为 ",
    ),
    "the loss at the weights ": (
        "der Verlust bei den Gewichten ", "la pérdida en los pesos ", "损失，权重为 ",
    ),
    "the gradient of the loss": (
        "der Gradient des Verlusts", "el gradiente de la pérdida", "损失的梯度",
    ),
    "weights that minimise the loss": (
        "Gewichte, die den Verlust minimieren",
        "pesos que minimizan la pérdida",
        "使损失最小的权重",
    ),
    "the logistic function, ": (
        "die logistische Funktion, ", "la función logística, ", "逻辑函数， ",
    ),
    ", or ": (", oder ", ", o ", "，或 "),
    "; its values at negative numbers, 0 and positive numbers are ": (
        "; ihre Werte bei negativen Zahlen, 0 und positiven Zahlen sind ",
        "; sus valores en números negativos, 0 y positivos son ",
        "；在负数、0、正数处的值为 ",
    ),
    ", symmetric": (", symmetrisch", ", simétrica", "，对称"),
    "a symmetric matrix": ("eine symmetrische Matrix", "una matriz simétrica", "对称矩阵"),
    "a sign was changed": ("ein Vorzeichen wurde geändert", "se cambió un signo", "改动了一个符号"),
    "a factor was dropped": (
        "ein Faktor wurde weggelassen", "se omitió un factor", "漏掉了一个因子",
    ),
    "a square was forgotten": (
        "ein Quadrat wurde vergessen", "se olvidó un cuadrado", "漏掉了一个平方",
    ),
    "the predicted labels": ("die vorhergesagten Klassen", "las etiquetas predichas", "预测标签"),
    "the direction of the weights at the end": (
        "die Richtung der Gewichte am Ende", "la dirección de los pesos al final", "最后权重的方向",
    ),
    "line ": ("Zeile ", "línea ", "行 "),
    " is ": (" ist ", " es ", " 为 "),
    " and line ": (" und Zeile ", " y la línea ", " ，行 "),
    "Line ": ("Zeile ", "Línea ", "行 "),
    "; it was ": ("; da stand ", "; era ", "；原为 "),
    "Under ": ("Unter ", "Bajo ", "设 "),
    ", one": (" ist eine", ", una", "，以下各行中有一行"),
    "One": ("Eine", "Una", "以下各行中有一行"),
    "In numbers, ": ("In Zahlen: ", "En números: ", "代入数值， "),
    ", proved as: ": (", bewiesen als: ", ", demostrado como: ", "，证明见： "),
    ": at ": (": bei ", ": en ", "：取 "),
    " becomes ": (" wird zu ", " pasa a ser ", " 变为 "),
    "net": ("Netto", "neta", "净"),
    "nothing": ("nichts", "nada", "无"),
    "From ": ("Aus ", "De ", "出自 "),
    " of these lines does not follow from what stands before it. "
    "Which one, and at which numbers does it fail?": (
        " dieser Zeilen folgt nicht aus dem, was vor ihr steht. Welche, und "
        "bei welchen Zahlen gilt sie nicht?",
        " de estas líneas no se sigue de lo anterior. ¿Cuál, y con qué números falla?",
        "不能由前面的内容推出。是哪一行？取什么数值时不成立？",
    ),
    ". Which of these is true for all numbers and vectors, and "
    "which is false? Give numbers at which it fails.": (
        ". Was davon gilt für alle Zahlen und Vektoren, und was ist falsch? "
        "Gib Zahlen an, bei denen es nicht gilt.",
        ". ¿Cuál vale para todos los números y vectores, y cuál es falsa? Da "
        "números con los que falla.",
        "。下列哪一个对所有的数与向量都成立，哪一个不成立？给出使其不成立的数值。",
    ),
    "if ": ("wenn ", "si ", "若 "),
    "false": ("falsch", "falsa", "假"),
    ", and ": (", und ", ", y ", "，且 "),
    "Run the rule from ": (
        "Führe die Regel aus, von ", "Ejecuta la regla desde ", "执行该规则，起点 ",
    ),
    ", at ": (", bei ", ", con ", "，取 "),
    ", on the samples below, in their order: ": (
        ", auf den Beispielen unten, in ihrer Reihenfolge: ",
        ", sobre las muestras de abajo, en su orden: ",
        "，依次用下列样本： ",
    ),
    ". Here ": (". Dabei ist ", ". Aquí ", "。其中 "),
    " for ": (" für ", " para ", " ，当 "),
    ". Fill in the table. What is the same in both runs?": (
        ". Fülle die Tabelle aus. Was ist in beiden Läufen gleich?",
        ". Completa la tabla. ¿Qué es igual en ambas ejecuciones?",
        "。填写下表。两次运行中哪些结果相同？",
    ),
    "The same in both: ": ("In beiden gleich: ", "Igual en ambas: ", "两次运行相同的是： "),
    "Two samples: ": ("Zwei Beispiele: ", "Dos muestras: ", "两个样本： "),
    ". Half the mean squared error of the linear prediction has the gradient ": (
        ". Die Hälfte des mittleren quadratischen Fehlers der linearen "
        "Vorhersage hat den Gradienten ",
        ". La mitad del error cuadrático medio de la predicción lineal tiene el gradiente ",
        "。线性预测均方误差之半的梯度为 ",
    ),
    ", and a step of gradient descent takes ": (
        ", und ein Schritt des Gradientenabstiegs führt ",
        ", y un paso de descenso de gradiente lleva ",
        "，梯度下降一步把 ",
    ),
    ". Make two steps from ": (
        ". Mache zwei Schritte von ", ". Da dos pasos desde ", "。走两步，起点 ",
    ),
    ", and fill in the table. Do the weights point the same way at the end?": (
        ", und fülle die Tabelle aus. Zeigen die Gewichte am Ende in dieselbe Richtung?",
        ", y completa la tabla. ¿Apuntan los pesos al final en la misma dirección?",
        "，并填写下表。最后权重方向是否相同？",
    ),
    "The same direction: ": ("Dieselbe Richtung: ", "La misma dirección: ", "方向相同： "),
    " and at ": (" und bei ", " y con ", " 与 "),
    "Exercise ": ("Aufgabe ", "Ejercicio ", "练习 "),
    "Exercises": ("Aufgaben", "Ejercicios", "练习"),
    "true": ("wahr", "verdadera", "真"),
    "Find the wrong line": (
        "Finde die falsche Zeile", "Encuentra la línea errónea", "找出错误的一行",
    ),
    "True or false": ("Wahr oder falsch", "Verdadero o falso", "判断真假"),
    "By hand": ("Von Hand", "A mano", "手算"),
    "wrong": ("falsch", "errónea", "错"),
    "yes": ("ja", "sí", "是"),
    "no": ("nein", "no", "否"),
}  # fmt: skip
"""What stands for each phrase in German, Spanish and Chinese."""

_NOTE = Paragraph((Phrase("What an entry says itself is in English."),), small=True)
"""What stands at the end of a page whose fixed phrases alone are in the language."""
