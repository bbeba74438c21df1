// What the portfolio workbook is compared with: exceljs' streaming writer, for the one sheet of suppliers by items with heat-map fills.
// usage: node workbook_exceljs.mjs SUPPLIERS ITEMS OUT.xlsx
import ExcelJS from 'exceljs';

const [suppliers, items, out] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true, useSharedStrings: false });
const sheet = workbook.addWorksheet('heat map', { views: [{ state: 'frozen', xSplit: 2, ySplit: 1 }] });
const fills = ['FFF8696B', 'FFFBAA77', 'FFFFEB84', 'FFB1D580', 'FF63BE7B'].map((argb) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }));
sheet.addRow(['code', 'name', ...Array.from({ length: items }, (_, i) => `item ${i + 1}`)]).commit();
for (let n = 1; n <= suppliers; n++) {
  const row = sheet.addRow([`S${String(n).padStart(6, '0')}`, `supplier ${n}`, ...Array.from({ length: items }, (_, i) => (n * 7 + i * 3) % 5)]);
  for (let i = 0; i < items; i++) {
    row.getCell(i + 3).fill = fills[(n * 7 + i * 3) % 5];
  }
  row.commit();
}
sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: suppliers + 1, column: items + 2 } };
await workbook.commit();
