// Sorts a table by the column whose head is pressed. Without script the tables are whole, in the report's order.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  if (!body || body.rows.length < 2) continue;
  const number = (text) => (/^-?[\d.]+(%|\/\d+)?$/.test(text) ? parseFloat(text) : NaN);
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const head of table.tHead.rows[0].cells) {
    const sort = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[head.cellIndex].textContent;
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [number(text(a)), number(text(b))];
        const by = isNaN(x) || isNaN(y) ? order.compare(text(a), text(b)) : x - y;
        return down ? -by : by;
      });
      body.append(...rows);
    };
    head.tabIndex = 0;
    head.classList.add("press");
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (e) => e.key === "Enter" && sort());
  }
}
