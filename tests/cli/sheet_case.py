"""Answer sheets for tests: fills in cells of a workbook made by `tenken pack sheet`, as another program would store them."""
import html
import re
import zipfile

CELL = r'<c r="{0}"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)'


class Sheet:
    """One answer sheet, its parts in memory."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            self.parts = {i.filename: z.read(i) for i in z.infolist()}
        self.strings = [html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", s, re.S))) for s in re.findall(r"<si>(.*?)</si>", self.text("xl/sharedStrings.xml"), re.S)]
        self.rows = {}
        for n in (1, 2):
            for row, index in re.findall(r'<c r="A(\d+)"[^>]*t="s"><v>(\d+)</v>', self.text(f"xl/worksheets/sheet{n}.xml") if f"xl/worksheets/sheet{n}.xml" in self.parts else ""):
                self.rows.setdefault(self.strings[int(index)], (n, int(row)))

    def text(self, part):
        return self.parts[part].decode()

    def put(self, part, text):
        self.parts[part] = text.encode()

    def replace(self, part, old, new, count=1):
        text = self.text(part)
        assert old in text, (part, old)
        self.put(part, text.replace(old, new, count))

    def cell(self, sheet, reference, content):
        """content: the XML inside and the type, as (type, inner)."""
        part = f"xl/worksheets/sheet{sheet}.xml"
        kind, inner = content
        found = re.search(CELL.format(reference), self.text(part), re.S)
        assert found, reference
        style = f' s="{found[1]}"' if found[1] else ""
        self.put(part, self.text(part).replace(found[0], f'<c r="{reference}"{style}{kind}>{inner}</c>', 1))

    def say(self, key, value, column="D"):
        """The answer (or another column) of the row about key: a text, or a number as a number."""
        sheet, row = self.rows[key]
        self.cell(sheet, f"{column}{row}", typed(value))

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in self.parts.items():
                z.writestr(name, data)
        return path


def typed(value):
    if isinstance(value, (int, float)):
        return "", f"<v>{value}</v>"
    return ' t="inlineStr"', f"<is><t>{html.escape(value)}</t></is>"


def formula(text, value):
    return "", f"<f>{html.escape(text)}</f><v>{value}</v>"
