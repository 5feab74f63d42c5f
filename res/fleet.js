/* Sorts and filters the table of machines. Without it the table is as it was written: worst first. */
(function () {
  "use strict";
  var table = document.getElementById("machines-table");
  var box = document.getElementById("filter-box");
  var input = document.getElementById("filter");
  var shown = document.getElementById("shown");
  if (!table || !box || !input || !shown) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  var timer = 0;

  function filter() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row, index) {
      var matches = words.every(function (word) { return texts[index].indexOf(word) >= 0; });
      row.hidden = !matches;
      count += matches ? 1 : 0;
    });
    shown.textContent = count + " / " + rows.length;
  }

  function key(row, column) {
    var cell = row.cells[column];
    var value = cell.getAttribute("data-sort");
    return value === null ? cell.textContent : value;
  }

  function sort(column, head) {
    var down = head.getAttribute("aria-sort") === "ascending";
    var order = rows.map(function (row, index) { return { row: row, key: key(row, column), index: index }; });
    var numbers = order.every(function (one) { return /^\d+$/.test(one.key); });
    order.sort(function (a, b) {
      var first = numbers ? a.key - b.key : a.key.localeCompare(b.key);
      return (down ? -first : first) || a.index - b.index;
    });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    order.forEach(function (one) { body.appendChild(one.row); });
  }

  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sort(column, head); });
  });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(filter, 120); });
  box.hidden = false;
  filter();
})();
