"""Tables as people have them: pasted from a spreadsheet, and written as text."""

# A blank pain cell stands under a negative feeling: the preview has to ask.
JOURNEY: list[list[str]] = [
    ["PERSONA", "Tahapan", "Lihat menu", "Pesan", "Bayar", "Terima"],
    [
        "Nama: Bu Ratna\nUsia: 41\nPekerjaan: Guru\nMotivasi:\n- Kopi segar tiap pekan",
        "Tujuan pelanggan",
        "- Tahu kopi apa yang baru\n- Tahu ongkos kirimnya",
        "Memesan dua bungkus",
        "Membayar tanpa antre",
        "Kopi tiba sebelum Senin",
    ],
    ["", "Titik sentuh", "Katalog", "Keranjang", "Halaman checkout", "Kurir"],
    [
        "",
        "Kanal",
        "- Instagram\n- Website",
        "Website",
        "Aplikasi m-banking",
        "WhatsApp",
    ],
    [
        "",
        "Proses",
        "- Bu Ratna melihat foto kopi\n- Bu Ratna membaca ulasan",
        "Bu Ratna mengisi alamat",
        "- Bu Ratna memilih bank\n- Bu Ratna mentransfer",
        "Bu Ratna menunggu kabar kurir",
    ],
    ["", "Perasaan", "- Antusias\n- Bingung", "Senang", "Bingung", "Frustrasi"],
    [
        "",
        "Pain point",
        "Ongkos kirim baru terlihat di akhir",
        "-",
        "",
        "Kurir datang tanpa memberi kabar",
    ],
    ["", "Pelaku internal", "Tim foto", "-", "Tim keuangan", "Tim gudang"],
    [
        "",
        "Solusi potensial",
        "Tampilkan ongkos kirim di katalog",
        "-",
        "Cocokkan transfer secara otomatis",
        "Kirim kabar saat kurir berangkat",
    ],
]


def with_lane(table: list[list[str]], name: str) -> list[list[str]]:
    """Return a table with a lane of its own, so that no answer is remembered for it."""
    return [*table, ["", name, *([""] * (len(table[0]) - 3)), "-"]]


RANKING: list[list[str]] = [
    [
        "Problem Statement",
        "Importance",
        "Urgency",
        "Why is this important?",
        "Why is this urgent?",
        "Quadrant",
    ],
    [
        "Kurir datang tanpa memberi kabar lebih dulu",
        "Important",
        "Urgent",
        "Kopi yang tertinggal di teras cepat rusak",
        "Keluhan naik sejak musim hujan",
        "DO",
    ],
    [
        "Belum ada langganan bulanan",
        "Important",
        "Not urgent",
        "Pembeli tetap lebih hemat ongkos",
        "Gudang perlu dirapikan lebih dulu",
        "PLAN",
    ],
]

# The same problem in other words: nobody can be sure that it is that pain.
UNSURE: list[list[str]] = [
    [text.replace("tanpa memberi", "dan tidak memberi") for text in row]
    for row in RANKING
]


def as_html(*tables: list[list[str]]) -> str:
    """Return tables as a spreadsheet puts them on the clipboard."""
    return "<meta charset='utf-8'>" + "".join(
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td>{_lines(cell)}</td>" for cell in row) + "</tr>"
            for row in table
        )
        + "</table>"
        for table in tables
    )


def _lines(cell: str) -> str:
    return cell.replace("\n", "<br>")


def as_tabs(table: list[list[str]]) -> str:
    """Return a table as tab-separated text, as a spreadsheet copies it."""
    return "\n".join(
        "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row)
        for row in table
    )
