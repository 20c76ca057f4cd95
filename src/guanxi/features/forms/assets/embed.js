// Puts a form into the page that loads this script, and lets its frame grow with it:
//   <script src="https://crm.example.com/f/embed.js" data-form="KEY" async></script>
(function () {
  "use strict";
  var script = document.currentScript;
  var key = script && script.getAttribute("data-form");
  if (!key) return;
  var home = new URL(script.src).origin;
  var frame = document.createElement("iframe");
  var language = script.getAttribute("data-language");
  frame.src = home + "/f/" + encodeURIComponent(key) + (language ? "?language=" + encodeURIComponent(language) : "");
  frame.title = script.getAttribute("data-title") || document.title;
  frame.style.cssText = "width:100%;border:0;min-height:320px";
  script.parentNode.insertBefore(frame, script);
  window.addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow || event.origin !== home) return;
    var height = event.data && event.data.formHeight;
    if (typeof height === "number" && height > 0 && height < 20000) frame.style.height = Math.ceil(height) + "px";
  });
})();
