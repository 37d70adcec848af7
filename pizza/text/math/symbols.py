"""The tables of the maths subset: which character a macro writes, and how it behaves among its neighbours. Only data.

Atom classes are TeX's: ord, op, bin, rel, open, close, punct, inner.
"""

from __future__ import annotations

from pizza.text.stroke_font import covers


def _rows(cls: str, text: str) -> dict[str, tuple[str, str]]:
    words = text.split()
    return {name: (char, cls) for name, char in zip(words[::2], words[1::2], strict=True)}


GREEK: dict[str, str] = {
    name: char
    for name, (char, _) in _rows(
        "ord",
        """alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
        varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
        upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ""",
    ).items()
}
GREEK_CAPITALS: dict[str, str] = {
    name: char
    for name, (char, _) in _rows(
        "ord",
        """Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
        Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω""",
    ).items()
}

SYMBOLS: dict[str, tuple[str, str]] = {
    **_rows(
        "ord",
        r"""infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ ell ℓ hbar ℏ hslash ℏ
        imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ complement ∁ top ⊤ bot ⊥ angle ∠ measuredangle ∡
        triangle △ square □ Box □ blacksquare ■ Diamond ◇ lozenge ◊ diamondsuit ♢ heartsuit ♡ clubsuit ♣
        spadesuit ♠ star ⋆ bigstar ★ flat ♭ sharp ♯ natural ♮ prime ′ backprime ‵ neg ¬ lnot ¬ surd √ checkmark ✓
        vdots ⋮ % % # # & & $ $ _ _
        degree ° pounds £ yen ¥ euro € S § P ¶ copyright © dag † ddag ‡ mho ℧ Finv Ⅎ eth ð backslash \ QED ∎
        blacktriangle ▲ triangledown ▽ because ∵ therefore ∴ bigcirc ○ male ♂ female ♀ smiley ☺ AA Å aa å O Ø o ø
        ae æ AE Æ oe œ OE Œ ss ß textbackslash \ textasciitilde ~ textasciicircum ^ textunderscore _ textbar |
        textless < textgreater > textdollar $ textpercent % textquotesingle ' textbullet • textdegree ° i ı""",
    ),
    **_rows(
        "bin",
        r"""pm ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ circ ∘ bullet • cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎
        wedge ∧ land ∧ vee ∨ lor ∨ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ setminus ∖ smallsetminus ∖ wr ≀
        amalg ⨿ dagger † ddagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷
        ltimes ⋉ rtimes ⋊ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ circledast ⊛ circledcirc ⊚ dotplus ∔
        barwedge ⊼ veebar ⊻ intercal ⊺""",
    ),
    **_rows(
        "rel",
        """leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ asymp ≍
        propto ∝ varpropto ∝ doteq ≐ approxeq ≊ thicksim ∼ thickapprox ≈ triangleq ≜ prec ≺ succ ≻ preceq ⪯ succeq ⪰
        preccurlyeq ≼ succcurlyeq ≽ lesssim ≲ gtrsim ≳ lessgtr ≶ lll ⋘ ggg ⋙
        in ∈ ni ∋ owns ∋ notin ∉ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒
        sqsubset ⊏ sqsupset ⊐ mid ∣ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ bowtie ⋈ smile ⌣ frown ⌢
        coloneqq ≔ coloneq ≔ eqqcolon ≕ eqdef ≝ shortmid ∣ shortparallel ∥ between ≬ trianglelefteq ⊴ trianglerighteq ⊵
        vartriangleleft ⊲ vartriangleright ⊳ backsim ∽ gtreqless ⋛ lesseqgtr ⋚
        leftarrow ← gets ← rightarrow → to → leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Leftarrow ⇐
        Rightarrow ⇒ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ longleftarrow ⟵ longrightarrow ⟶
        longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺
        mapsto ↦ longmapsto ⟼ hookleftarrow ↩ hookrightarrow ↪ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
        rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
        rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ circlearrowleft ↺ circlearrowright ↻ curvearrowright ↷
        curvearrowleft ↶ rightleftarrows ⇄ leftrightarrows ⇆ upuparrows ⇈ leftleftarrows ⇇ rightrightarrows ⇉
        dashrightarrow ⇢ dashleftarrow ⇠ multimap ⊸ upharpoonright ↾ restriction ↾ lightning ↯""",
    ),
    **_rows("inner", "cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ ldots … dotsc … dotso … ddots ⋱ iddots ⋰ adots ⋰"),
    **_rows("punct", "colon : cdotp ⋅ ldotp ."),
    **_rows(
        "open",
        r"""lbrace { lbrack [ lparen ( langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ llbracket ⟦ lgroup ( ulcorner ⌜
        lmoustache ⎰""",
    ),
    **_rows(
        "close",
        r"""rbrace } rbrack ] rparen ) rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rrbracket ⟧ rgroup ) urcorner ⌝
        rmoustache ⎱""",
    ),
    "{": ("{", "open"),
    "}": ("}", "close"),
    "|": ("‖", "ord"),
    "vert": ("|", "ord"),
    "Vert": ("‖", "ord"),
    "lt": ("<", "rel"),
    "gt": (">", "rel"),
    "lq": ("‘", "ord"),
    "rq": ("’", "ord"),
}

NEGATED: dict[str, str] = {  # macro -> the macro that it strikes through
    "nleq": "leq",
    "ngeq": "geq",
    "nless": "lt",
    "ngtr": "gt",
    "nsim": "sim",
    "ncong": "cong",
    "nmid": "mid",
    "nparallel": "parallel",
    "nsubseteq": "subseteq",
    "nsupseteq": "supseteq",
    "nprec": "prec",
    "nsucc": "succ",
    "nrightarrow": "rightarrow",
    "nleftarrow": "leftarrow",
    "nRightarrow": "Rightarrow",
    "nLeftarrow": "Leftarrow",
    "nleftrightarrow": "leftrightarrow",
    "nLeftrightarrow": "Leftrightarrow",
    "nvdash": "vdash",
    "nvDash": "vDash",
    "notni": "ni",
}

# Plain characters that are not letters or digits. What is missing here is "ord".
CHARACTERS: dict[str, tuple[str, str]] = {
    **{c: (c, "bin") for c in "+±×÷∓"},
    "-": ("−", "bin"),
    "−": ("−", "bin"),
    "*": ("∗", "bin"),
    **{c: (c, "rel") for c in "=<>:"},
    **{c: (c, "open") for c in "(["},
    **{c: (c, "close") for c in ")]!?"},
    **{c: (c, "punct") for c in ",;"},
    "“": ("“", "ord"),
    "”": ("”", "ord"),
    "·": ("⋅", "bin"),
}
for _char, _cls in SYMBOLS.values():
    if ord(_char) > 127 and _char not in CHARACTERS:
        CHARACTERS[_char] = (_char, _cls)
CHARACTERS |= {"∑": ("∑", "op"), "∏": ("∏", "op"), "∫": ("∫", "op"), "‖": ("‖", "ord"), "→": ("→", "rel")}

# Big operators: the character(s) that is drawn large, and whether its limits stand above and below in display style.
BIG_OPERATORS: dict[str, tuple[str, bool]] = {
    "sum": ("∑", True),
    "prod": ("∏", True),
    "coprod": ("∐", True),
    "bigcup": ("∪", True),
    "bigcap": ("∩", True),
    "bigvee": ("∨", True),
    "bigwedge": ("∧", True),
    "bigoplus": ("⊕", True),
    "bigotimes": ("⊗", True),
    "bigodot": ("⊙", True),
    "biguplus": ("⊎", True),
    "bigsqcup": ("⊔", True),
    "int": ("∫", False),
    "iint": ("∫∫", False),
    "iiint": ("∫∫∫", False),
    "oint": ("∮", False),
    "oiint": ("∮∮", False),
    "intop": ("∫", True),
    "smallint": ("∫", False),
}

# Named functions, and whether their subscript stands below in display style.
FUNCTIONS: dict[str, bool] = {
    **dict.fromkeys(
        """sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg arg deg dim hom ker
        erf sgn""".split(),
        False,
    ),
    **dict.fromkeys("lim limsup liminf max min sup inf det gcd Pr argmax argmin injlim projlim".split(), True),
}
FUNCTION_TEXT = {"limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max", "argmin": "arg min"}
FUNCTION_TEXT |= {"injlim": "inj lim", "projlim": "proj lim"}

SPACES: dict[str, float] = {  # ems
    ",": 3 / 18,
    "thinspace": 3 / 18,
    ":": 4 / 18,
    ">": 4 / 18,
    "medspace": 4 / 18,
    ";": 5 / 18,
    "thickspace": 5 / 18,
    "!": -3 / 18,
    "negthinspace": -3 / 18,
    "negmedspace": -4 / 18,
    "negthickspace": -5 / 18,
    " ": 0.276,
    "space": 0.276,
    "nobreakspace": 0.276,
    "enspace": 0.5,
    "enskip": 0.5,
    "quad": 1.0,
    "qquad": 2.0,
}

ACCENTS: dict[str, str] = {  # macro -> shape
    "hat": "hat",
    "check": "check",
    "tilde": "tilde",
    "bar": "bar",
    "vec": "vec",
    "dot": "dot",
    "ddot": "ddot",
    "dddot": "dddot",
    "breve": "breve",
    "mathring": "ring",
    "acute": "acute",
    "grave": "grave",
    "widehat": "widehat",
    "widecheck": "widecheck",
    "widetilde": "widetilde",
    "widebar": "overline",
    "overline": "overline",
    "underline": "underline",
    "underbar": "underline",
    "uline": "underline",
    "overrightarrow": "overrightarrow",
    "overleftarrow": "overleftarrow",
    "overleftrightarrow": "overleftrightarrow",
    "underrightarrow": "underrightarrow",
    "underleftarrow": "underleftarrow",
}
BRACES = {"overbrace": "⏞", "underbrace": "⏟", "overbracket": "⎴", "underbracket": "⎵"}
LONG_ARROWS = {
    "xrightarrow": "→",
    "xleftarrow": "←",
    "xleftrightarrow": "↔",
    "xRightarrow": "⇒",
    "xLeftarrow": "⇐",
    "xLeftrightarrow": "⇔",
    "xmapsto": "↦",
    "xhookrightarrow": "↪",
    "xlongequal": "=",
}
CANCELS = {"cancel": "/", "bcancel": "\\", "xcancel": "x", "sout": "-"}

# Fences: what may follow \left, \middle, \right and \big. "." is the empty fence.
FENCES: dict[str, str] = {
    **{c: c for c in "()[]|/."},
    "<": "⟨",
    ">": "⟩",
    "⟨": "⟨",
    "⟩": "⟩",
    "‖": "‖",
    **{
        "\\" + name: SYMBOLS[name][0]
        for name in """{ } | lbrace rbrace lbrack rbrack lparen rparen langle rangle lfloor rfloor lceil rceil vert Vert lvert
        rvert lVert rVert llbracket rrbracket uparrow downarrow updownarrow Uparrow Downarrow backslash lgroup
        rgroup ulcorner urcorner""".split()
    },
}
BIG_FENCES: dict[str, tuple[float, str]] = {  # height in ems, class
    prefix + side: (height, cls)
    for prefix, height in (("big", 1.2), ("Big", 1.7), ("bigg", 2.3), ("Bigg", 2.9))
    for side, cls in (("", "ord"), ("l", "open"), ("r", "close"), ("m", "rel"))
}

ENVIRONMENTS: dict[str, tuple[str, str]] = {  # fences around a matrix
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    **{
        f"{name}matrix*": pair
        for name, pair in {"": ("", ""), "p": ("(", ")"), "b": ("[", "]"), "v": ("|", "|")}.items()
    },
    "smallmatrix": ("", ""),
    "psmallmatrix": ("(", ")"),
    "bsmallmatrix": ("[", "]"),
    "cases": ("{", ""),
    "dcases": ("{", ""),
    "rcases": ("", "}"),
    "array": ("", ""),
    "tabular": ("", ""),
    "subarray": ("", ""),
    **dict.fromkeys(
        """aligned align align* alignedat alignat alignat* split eqnarray eqnarray* flalign flalign* gathered gather gather* multline
        multline* equation equation* center""".split(),
        ("", ""),
    ),
}

# Alphabets ---------------------------------------------------------------------------------------------------------

ALPHABETS: dict[str, str] = {  # macro -> variant
    "mathrm": "rm",
    "mathup": "rm",
    "rm": "rm",
    "textrm": "rm",
    "textup": "rm",
    "mathnormal": "",
    "mathit": "it",
    "mathbf": "bf",
    "mathbfit": "bfit",
    "boldsymbol": "bfit",
    "bm": "bfit",
    "pmb": "bfit",
    "symbf": "bf",
    "mathbb": "bb",
    "mathds": "bb",
    "mathbbm": "bb",
    "Bbb": "bb",
    "mathcal": "cal",
    "mathscr": "cal",
    "mathfrak": "frak",
    "frak": "frak",
    "mathsf": "sf",
    "mathtt": "tt",
}
_SPECIAL = {
    "bb": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "cal": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "frak": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}
_STARTS = {"bb": (0x1D538, 0x1D552, 0x1D7D8), "cal": (0x1D49C, 0x1D4B6, 0), "frak": (0x1D504, 0x1D51E, 0)}


def in_alphabet(char: str, variant: str) -> str:
    r"""The code point of a letter in \mathbb ("bb"), \mathcal ("cal") or \mathfrak ("frak"); the letter where none is.

    ```
    in_alphabet("R", "bb")      # "ℝ"
    ```
    """
    if variant not in _STARTS or not char.isascii():
        return char
    upper, lower, digit = _STARTS[variant]
    if char in _SPECIAL[variant]:
        return _SPECIAL[variant][char]
    if char.isupper():
        return chr(upper + ord(char) - 65)
    if char.islower():
        return chr(lower + ord(char) - 97)
    return chr(digit + int(char)) if digit and char.isdigit() else char


def written(char: str, variant: str) -> tuple[str, bool]:
    """The glyph for a letter in an alphabet, and False where the pen has none and the plain letter stands in for it.

    ```
    written("R", "bb")      # ("ℝ", True)
    ```
    """
    styled = in_alphabet(char, variant)
    return (styled, True) if styled == char or covers(styled) else (char, False)
