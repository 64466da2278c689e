/* While a file is imported: asks once a second how far it is. Without it the bar only says that it goes on. */
(function () {
  'use strict';
  var form = document.querySelector('form.import');
  if (!form) { return; }
  var bar = form.querySelector('progress');
  var figure = form.querySelector('.percent');

  function show(steps) {
    if (!steps || !(steps.whole > 0)) { return; }
    bar.max = steps.whole;
    bar.value = steps.done;
    figure.textContent = Math.floor(steps.done * 100 / steps.whole) + '%';
  }

  function ask() {
    if (form.className.indexOf('busy') < 0) { return; }
    var request = new XMLHttpRequest();
    request.open('GET', form.getAttribute('action'));
    request.onload = function () {
      if (request.status !== 200) { return; }
      try { show(JSON.parse(request.responseText)); } catch (fault) { figure.textContent = ''; }
    };
    request.send();
  }

  window.setInterval(ask, 1000);
}());
