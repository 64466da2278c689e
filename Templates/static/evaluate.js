/* The evaluator: counts down while it asks, and says for a silent visitor that there was no answer. */
(function () {
  'use strict';

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

  /* A pad that nobody has set up looks again; after the thanks the pad's page comes back. It is loaded only when
     the server answers: a browser's own error page would stand there for good. */
  var pause = Number(document.body.getAttribute('data-look-again'));
  var address = document.body.getAttribute('data-look-at') || location.pathname;
  if (pause) {
    setInterval(function () {
      var request = new XMLHttpRequest();
      request.open('GET', address, true);
      request.timeout = 4000;
      request.onload = function () { if (request.status < 500) { location.replace(address); } };
      request.send();
    }, pause * 1000);
  }
}());
