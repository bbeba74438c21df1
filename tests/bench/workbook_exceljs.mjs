// What the portfolio workbook is compared with: exceljs' streaming writer, for the same sheets with as many rows of the same cells, heat-map
// fills included; other formats, widths, charts and notes are left out. usage: node workbook_exceljs.mjs SHEETS.json OUT.xlsx [HEAT MAP ONLY]
// SHEETS.json: [{name, rows, cells: [text or number], levels: true for the heat map}]
import fs from 'node:fs';
import ExcelJS from 'exceljs';

const [sheets, out, only] = [JSON.parse(fs.readFileSync(process.argv[2], 'utf8')), process.argv[3], process.argv[4]];
const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true, useSharedStrings: false });
const fills = ['FFF8696B', 'FFFBAA77', 'FFFFEB84', 'FFB1D580', 'FF63BE7B'].map((argb) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }));
for (const { name, rows, cells, levels } of sheets.filter((s) => s.levels || !only)) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', xSplit: 2, ySplit: 1 }] });
  for (let n = 1; n <= rows; n++) {
    const row = sheet.addRow(cells.map((c, i) => (typeof c === 'number' && levels ? (n * 7 + i * 3) % 5 : i === 0 ? `${c} ${n}` : c)));
    for (let i = 0; levels && i < cells.length; i++) {
      if (typeof cells[i] === 'number') {
        row.getCell(i + 1).fill = fills[(n * 7 + i * 3) % 5];
      }
    }
    row.commit();
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: cells.length } };
  sheet.commit();
}
await workbook.commit();
