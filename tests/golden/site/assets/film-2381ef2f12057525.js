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
