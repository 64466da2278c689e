/* Plays a recording in place; without this script the browser opens it. */
(function () {
  'use strict';
  var audio = new Audio();

  document.addEventListener('click', function (event) {
    var link = event.target;
    while (link && !(link.hasAttribute && link.hasAttribute('data-play'))) { link = link.parentNode; }
    if (!link) { return; }
    event.preventDefault();
    audio.src = link.href;
    audio.play();
  });
}());
