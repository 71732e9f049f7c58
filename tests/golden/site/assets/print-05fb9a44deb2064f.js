"use strict";
(() => {
const button = document.getElementById("_print");
if (!button) return;
button.hidden = false;
button.nextElementSibling.hidden = true;
button.addEventListener("click", () => window.print());
})();
