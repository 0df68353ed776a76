(function () {
  'use strict';
  function each(selector, action, root) { Array.prototype.forEach.call((root || document).querySelectorAll(selector), action); }

  // a link to something inside a closed part opens it
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var e = target; e; e = e.parentElement) { if (e.tagName === 'DETAILS') { e.open = true; } }
    target.scrollIntoView();
  }
  window.addEventListener('hashchange', reveal);
  reveal();

  // print shows everything
  var closed = [];
  window.addEventListener('beforeprint', function () {
    each('details:not([open])', function (d) { closed.push(d); d.open = true; });
  });
  window.addEventListener('afterprint', function () { closed.forEach(function (d) { d.open = false; }); closed = []; });

  each('button[data-details]', function (b) {
    b.addEventListener('click', function () {
      each('details.claim', function (d) { d.open = b.dataset.details === 'open'; });
    });
  });

  // sorting by the buttons of a head
  each('table.sortable', function (table) {
    each('thead th', function (th, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (th.firstChild) { button.appendChild(th.firstChild); }
      th.appendChild(button);
      button.addEventListener('click', function () {
        var up = th.getAttribute('aria-sort') !== 'ascending', body = table.tBodies[0];
        each('thead th', function (other) { other.removeAttribute('aria-sort'); }, table);
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        function key(row) { var c = row.cells[column]; return c.dataset.key === undefined ? c.textContent : c.dataset.key; }
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var x = key(a), y = key(b), d = Number(x) - Number(y);
          return (isNaN(d) ? x.localeCompare(y, 'en', {numeric: true}) : d) * (up ? 1 : -1);
        }).forEach(function (row) { body.appendChild(row); });
      });
    }, table);
  });

  // filters of the ledger
  var filter = document.getElementById('filter'), only = '', count = document.getElementById('shown');
  function apply() {
    var text = filter.value.trim().toLowerCase(), shown = 0;
    each('.ledger > tbody > tr', function (row) {
      var keep = (!only || row.dataset.tags.split(' ').indexOf(only) >= 0)
        && (!text || row.textContent.toLowerCase().indexOf(text) >= 0);
      row.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    count.textContent = shown + ' shown';
  }
  if (filter) {
    filter.addEventListener('input', apply);
    each('button[data-only]', function (b) {
      b.addEventListener('click', function () {
        only = b.getAttribute('aria-pressed') === 'true' ? '' : b.dataset.only;
        each('button[data-only]', function (o) { o.setAttribute('aria-pressed', String(o.dataset.only === only && only !== '')); });
        apply();
      });
    });
  }
  var statements = document.getElementById('statements');
  if (statements) {
    statements.addEventListener('click', function () {
      var open = statements.getAttribute('aria-pressed') !== 'true';
      statements.setAttribute('aria-pressed', String(open));
      each('.ledger > tbody > tr > td > details', function (d) { d.open = open; });
    });
  }
  each('.controls', function (c) { c.hidden = false; });

  // the slider over time
  var slider = document.getElementById('time'), frames = document.querySelectorAll('.frame');
  function show() {
    Array.prototype.forEach.call(frames, function (f, k) { f.hidden = k !== Number(slider.value); });
    slider.setAttribute('aria-valuetext', 't = ' + frames[slider.value].dataset.time);
    document.getElementById('now').textContent = frames[slider.value].dataset.time;
  }
  if (slider) {
    document.getElementById('control').hidden = false;
    slider.addEventListener('input', show);
    show();
  }
}());
