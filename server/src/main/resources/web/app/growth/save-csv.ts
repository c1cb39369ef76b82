/** Hands a table to the person as a file; texts are ours, so nothing in them is a formula. */
export function saveCsv(name: string, rows: Array<Array<string | number | undefined>>): void {
  const text = rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
  link.download = `laotie-${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
