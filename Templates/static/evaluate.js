/* The evaluator: counts down while it asks, and says for a silent visitor that there was no answer. */
(function () {
  'use strict';
  var body = document.body;
  var next = body.getAttribute('data-next');

  /* On to the next page after a while, and only when the server answers. */
  function goOn() {
    var request = new XMLHttpRequest();
    request.open('GET', body.getAttribute('data-state'), true);
    request.timeout = 4000;
    request.onload = function () {
      if (request.status === 200) { window.location.replace(next); } else { setTimeout(goOn, 4000); }
    };
    request.onerror = request.ontimeout = function () { setTimeout(goOn, 4000); };
    request.send();
  }
  if (next) { setTimeout(goOn, 5000); }

  setInterval(function () {
    var element = document.querySelector('[data-countdown]');
    if (!element) { return; }
    var began = element.yizhanBegan || (element.yizhanBegan = Date.now());
    var left = Number(element.getAttribute('data-countdown')) - Math.floor((Date.now() - began) / 1000);
    element.textContent = element.getAttribute('data-words').replace('%n', String(Math.max(0, left)));
    if (left > 0 || element.yizhanSent) { return; }
    element.yizhanSent = true;
    element.parentNode.querySelector('button').click();
  }, 500);
}());
