"""Random tables: likely ones in every shape, and ones that make no sense."""

from hypothesis import strategies as st

from jejak.importers.document import Document, Grid, GridCell, Heading, Prose

LANES = st.sampled_from(
    [
        *("Goals", "Customer Goals", "Tujuan", "Touch points", "Titik sentuh"),
        *("Channels", "Kanal", "Process", "User actions", "Langkah", "Thoughts"),
        *("Feelings", "Emosi", "Target emotion", "Pain points", "Painpoint"),
        *("Delights", "Harapan", "Expectations", "Measured", "Terukur"),
        *("Internal actors", "Backstage", "Internal process", "Tools", "Systems"),
        *("Internal pain points", "Opportunities", "Solusi", "Resources needed"),
        *("KPI", "Who smiles", "Kebutuhan UI", "Stage", "Duration", "行動", "感情"),
        *("Emotoins", "Thoughts & Feelings", "Internal", "Customer", "", "#"),
    ]
)
STAGES = st.sampled_from(
    [
        *("Browse", "1. Sadar", "Add to cart", "Pay", "Pay", "Datang", "Antre"),
        *("Step 2: Wait\n- sit\n- stand\n5 min", "", "認知", "Stage", "2 hari", "#"),
    ]
)
CORNERS = st.sampled_from(["Stage", "Tahap", "", "#", "Lane", "Fase", "Persona", "?"])
FEELINGS = st.sampled_from(
    [
        *("Excited", "Senang sekali", "- Excited - Confused", "Frustrated → Satisfied"),
        *("😐 Netral", "4/5", "+1", "★★★☆☆", "kurang puas", "purple", "-", "n/a", "->"),
        *("happy, sad and tired", "lega/cemas", "→ → →", "ok then angry", "；；"),
    ]
)
ITEMS = st.sampled_from(
    [
        *("- a\n- b", "- Cari - Pilih - Bayar -", "1. Buka 2. Bayar", "• satu • dua"),
        *("Jakarta - Bandung", "-", "–", "tidak ada", "n/a", "=cmd()|' /C calc'!A0"),
        *(
            "<script>alert(1)</script>",
            "a | b",
            "مرحبا",
            "😀",
            "x\ny\nz",
            "Website, app",
        ),
        *("Nama: Bu Sari Usia: 41 Hobi: kebun", "Motivation - Hemat - Cepat", ":", ","),
        *("Skenario Bu Sari ingin cepat", "Persona: Dewi, 31, guru", "( )", "1.", "/"),
    ]
)
HOSTILE = st.text(max_size=30)
CELLS = st.one_of(ITEMS, FEELINGS, HOSTILE, st.just(""), LANES, STAGES)


@st.composite
def map_rows(draw: st.DrawFn) -> list[list[str]]:
    """Rows of a table that looks like a map: lanes down or stages down."""
    stages = draw(st.lists(STAGES, min_size=1, max_size=5))
    lanes = draw(st.lists(LANES, min_size=2, max_size=8))
    left = draw(st.integers(0, 2))
    rows = [[*([""] * left), draw(CORNERS), *stages]]
    if draw(st.booleans()):
        rows.append([*([""] * left), draw(CORNERS), *draw(_some(STAGES, len(stages)))])
    for lane in lanes:
        cells = draw(_some(FEELINGS if "mo" in lane.lower() else CELLS, len(stages)))
        beside = draw(_some(st.one_of(st.just(""), ITEMS), left))
        rows.append([*beside, lane, *cells])
    if draw(st.booleans()):
        rows = [list(column) for column in zip(*rows, strict=True)]
    return rows


def _some(cells: st.SearchStrategy[str], count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(cells, min_size=count, max_size=count)


RANKING_HEADS = [
    "Problem Statement",
    "Importance",
    "Urgency",
    "Why is this important?",
    "Mengapa mendesak?",
    "Kuadran",
    "PIC",
]


@st.composite
def ranking_rows(draw: st.DrawFn) -> list[list[str]]:
    """Rows of an Eisenhower table."""
    answers = st.sampled_from(["Important", "tidak", "ya", "maybe", "", "DO", "PLAN"])
    rows = draw(st.lists(_some(st.one_of(answers, CELLS), 7), max_size=4))
    return [RANKING_HEADS, *rows]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A grid: a map, a ranking or nonsense; some cells merged."""
    nonsense = st.integers(1, 5).flatmap(
        lambda width: st.lists(_some(CELLS, width), min_size=1, max_size=5)
    )
    rows = draw(st.one_of(map_rows(), map_rows(), ranking_rows(), nonsense))
    cells = [[GridCell(text) for text in row] for row in rows]
    for _ in range(draw(st.integers(0, 2))):
        _merge(draw, cells)
    return Grid(tuple(map(tuple, cells)), name=draw(st.sampled_from(["", "Sheet"])))


def _merge(draw: st.DrawFn, cells: list[list[GridCell]]) -> None:
    """Merge a cell with its neighbours to the right or below."""
    row = draw(st.integers(0, len(cells) - 1))
    column = draw(st.integers(0, len(cells[0]) - 1))
    wide = draw(st.booleans())
    length = draw(st.integers(2, 3))
    places = [
        (row, column + step) if wide else (row + step, column) for step in range(length)
    ]
    if any(
        line >= len(cells)
        or place >= len(cells[0])
        or cells[line][place].is_covered
        or cells[line][place].row_span + cells[line][place].column_span > 2
        for line, place in places
    ):
        return
    text = cells[row][column].text
    cells[row][column] = GridCell(text, 1 if wide else length, length if wide else 1)
    for line, place in places[1:]:
        cells[line][place] = GridCell(is_covered=True)


HEADINGS = st.builds(
    Heading,
    st.one_of(
        st.sampled_from(
            [
                *("1. Discovery", "2. Use", "As-is", "To-be", "Daftar isi"),
                *("Persona", "Persona: Rina", "Peta perjalanan"),
            ]
        ),
        HOSTILE,
    ),
    st.integers(1, 4),
)
PROSE = st.builds(
    Prose,
    st.one_of(
        st.sampled_from(
            [
                *("Rahasia", "Rahasia Disiapkan untuk **Toko** Versi 2.", "Versi 1"),
                *("Company: Toko\nScope: all", "Persona: Dewi, 31, guru", "- Age: 31"),
            ]
        ),
        HOSTILE,
    ),
    st.none(),
    st.sampled_from([None, None, "mermaid"]),
)
DOCUMENTS = st.builds(
    Document,
    st.sampled_from(["peta.csv", "ranking.csv"]),
    st.just("text"),
    st.lists(st.one_of(grids(), grids(), HEADINGS, PROSE), min_size=1, max_size=4).map(
        tuple
    ),
)
