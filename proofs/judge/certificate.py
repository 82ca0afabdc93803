"""stub"""
def proved(rule, states, found): return "laws"
