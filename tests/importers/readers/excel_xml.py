"""Workbooks as Excel 2003 writes them in XML, written by hand."""

import html
from collections.abc import Sequence

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def xml_workbook(*sheets: str, styles: str = "", head: str = "") -> str:
    written = "".join(
        f'<Worksheet ss:Name="Peta {number}"><Table>{rows}</Table></Worksheet>'
        for number, rows in enumerate(sheets, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<?mso-application progid="Excel.Sheet"?>\n{head}'
        f'<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">'
        f"<Styles>{styles}</Styles>{written}</Workbook>"
    )


def xml_rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"<Row>{''.join(map(xml_cell, cells))}</Row>" for cells in rows)


def xml_cell(text: str, kind: str = "String", **attributes: int | str) -> str:
    given = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    words = html.escape(text).replace("\n", "&#10;")
    return f'<Cell{given}><Data ss:Type="{kind}">{words}</Data></Cell>'
