// film: a film that lies elsewhere is loaded when somebody presses play, and nothing of it before.
// The layout has written what pressing tells whom, and the player in a template. The link and the
// text beside it stay. From a folder (file://) only films that are files play: the hosts' players
// refuse pages without an address.
(() => {
  "use strict";
  for (const box of document.querySelectorAll("[data-film]")) {
    if (location.protocol === "file:" && box.dataset.film !== "file") continue;
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      const player = document.importNode(box.querySelector("template").content, true).firstElementChild;
      player.autoplay = true; // they have pressed play; a frame's address says the same
      box.replaceChildren(player);
      player.focus();
    });
  }
})();
