// The page of a form: shows the fields whose conditions hold at once, sends files while the rest is filled in, says what is wrong
// without loading the page anew. Where it does not run the page sends itself.
// Plain script without a build, for any browser of the last years; it loads nothing and knows no other site.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("form-data").textContent);
  var framed = window.parent !== window;
  if (framed) {
    document.documentElement.classList.add("framed");
    var tellHeight = function () {
      window.parent.postMessage({ formHeight: document.body.scrollHeight }, "*");
    };
    if (window.ResizeObserver) new ResizeObserver(tellHeight).observe(document.body);
    window.addEventListener("load", tellHeight);
  }
  var form = document.getElementById("form");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  var problem = document.getElementById("problem");
  var button = form.querySelector("button");
  var shownAt = Date.now();
  var work = null;

  // ---- values ------------------------------------------------------------------------------------------------------

  function control(name) { return document.getElementById("field-" + name); }

  function valueOf(field) {
    var element = control(field.name);
    if (field.kind === "boolean") return element.checked;
    if (field.kind === "files") return chosen[field.name].map(function (one) { return one.id; });
    if (field.kind === "choices") {
      return Array.prototype.filter.call(element.querySelectorAll("input"), function (box) { return box.checked; })
        .map(function (box) { return box.value; });
    }
    return element.value.trim();
  }

  /** As conditions compare it: nothing is null, numbers are numbers, files are how many, a record is what it is called. */
  function comparable(field) {
    if (field.kind === "files") return (chosen[field.name] || []).length || null;
    var value = valueOf(field);
    if (field.is_record && value) {
      var options = control(field.name).options;
      return options[options.selectedIndex].textContent;
    }
    if (value === "" || (Array.isArray(value) && !value.length)) return null;
    if (field.kind === "integer" || field.kind === "number") {
      var number = Number(String(value).replace(/,/g, ""));
      return isNaN(number) ? null : number;
    }
    return value;
  }

  // ---- conditions: what is empty meets no comparison, but `!=`; see the server's language of conditions ------------------

  function worth(node, values) {
    if ("field" in node) return node.field in values ? values[node.field] : null;
    if ("list" in node) return node.list.map(function (each) { return worth(each, values); });
    if ("value" in node) return node.value;
    return holds(node, values);
  }

  function same(left, right) {
    if (left === null || right === null) return left === right;
    return left === right;
  }

  /** Whatever the case of the letters. */
  function matches(kind, text, part) {
    if (text === null || part === null) return false;
    var at = String(text).toLowerCase(), wanted = String(part).toLowerCase();
    if (kind === "contains") return at.indexOf(wanted) >= 0;
    return kind === "startsWith" ? at.slice(0, wanted.length) === wanted : at.slice(-wanted.length) === wanted;
  }

  function holds(node, values) {
    if (node.all) return node.all.every(function (each) { return holds(each, values); });
    if (node.any) return node.any.some(function (each) { return holds(each, values); });
    if (node.not) return !holds(node.not, values);
    if (node.text) return matches(node.text, worth(node.left, values), worth(node.right, values));
    if (!node.is) return worth(node, values) === true;
    var left = worth(node.left, values), right = worth(node.right, values);
    switch (node.is) {
      case "==": return same(left, right);
      case "!=": return !same(left, right);
      case "in": return Array.isArray(right) && left !== null && right.indexOf(left) >= 0;
    }
    if (left === null || right === null) return false;
    switch (node.is) {
      case "<": return left < right;
      case "<=": return left <= right;
      case ">": return left > right;
      default: return left >= right;
    }
  }

  /** Which fields are shown; those that are not have no value for what comes after them. */
  function show() {
    var values = {}, shown = [];
    data.fields.forEach(function (field) {
      var visible = !field.when || holds(field.when, values);
      document.getElementById("of-" + field.name).hidden = !visible;
      values[field.name] = visible ? comparable(field) : null;
      if (visible) shown.push(field);
    });
    return shown;
  }

  // ---- what is wrong -------------------------------------------------------------------------------------------------

  function mark(name, text) {
    var error = document.getElementById("error-" + name);
    if (!error) return false;
    error.textContent = text;
    error.hidden = !text;
    var element = name === "consent" ? document.getElementById("consent") : control(name);
    if (text) element.setAttribute("aria-invalid", "true"); else element.removeAttribute("aria-invalid");
    return true;
  }

  function tell(text) {
    problem.textContent = text;
    problem.hidden = !text;
  }

  function clear() {
    tell("");
    data.fields.forEach(function (field) { mark(field.name, ""); });
    if (data.consent) mark("consent", "");
  }

  function refuse(answer) {
    var left = [];
    (answer.errors || []).forEach(function (each) {
      if (!mark(each.field, each.detail)) left.push(each.detail);
    });
    if (answer.field === "consent") mark("consent", answer.detail);
    tell([answer.detail || data.texts.failed].concat(left).join(" "));
    var first = form.querySelector("[aria-invalid=true]");
    if (first && first.tagName === "FIELDSET") first = first.querySelector("input");
    (first || problem).focus();
  }

  // ---- the challenge: a number whose hash with the ticket begins with zero bits ----------------------------------------

  var K = (function () {
    var found = [], n = 2;
    function isPrime(n) { for (var f = 2; f * f <= n; f++) if (n % f === 0) return false; return true; }
    while (found.length < 64) { if (isPrime(n)) found.push(Math.floor((Math.pow(n, 1 / 3) % 1) * 4294967296) | 0); n++; }
    return found;
  })();

  /** The first 32 bits of SHA-256 of a short ASCII text. */
  function head(text) {
    var h = [1779033703, -1150833019, 1013904242, -1521486534, 1359893119, -1694144372, 528734635, 1541459225];
    var length = text.length, blocks = ((length + 8) >> 6) + 1, words = new Int32Array(blocks * 16), w = new Int32Array(64);
    for (var i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
    words[blocks * 16 - 1] = length * 8;
    for (var at = 0; at < words.length; at += 16) {
      var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7];
      for (var j = 0; j < 64; j++) {
        if (j < 16) w[j] = words[at + j];
        else {
          var x = w[j - 15], y = w[j - 2];
          w[j] = (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)) + w[j - 7]
            + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) + w[j - 16] | 0;
        }
        var t1 = k + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[j] + w[j] | 0;
        var t2 = (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c)) | 0;
        k = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
      }
      h = [h[0] + a | 0, h[1] + b | 0, h[2] + c | 0, h[3] + d | 0, h[4] + e | 0, h[5] + f | 0, h[6] + g | 0, h[7] + k | 0];
    }
    return h[0];
  }

  /** In small portions, so that the page stays usable. */
  function prove(ticket) {
    if (!data.challenge) return Promise.resolve(null);
    return new Promise(function (found) {
      var number = 0;
      (function portion() {
        for (var end = number + 2000; number < end; number++) {
          if (head(ticket + ":" + number) >>> (32 - data.challenge) === 0) return found(number);
        }
        setTimeout(portion, 0);
      })();
    });
  }

  function begin(ticket) {
    data.ticket = ticket;
    shownAt = Date.now();
    work = prove(ticket);
  }

  // ---- files: sent as soon as they are chosen, named by their ids when the form is sent -------------------------------

  /** By field: {file, id, name, size, sent}, where `sent` is the promise of its id. */
  var chosen = {};

  function inMegabytes(size) {
    return size < 1048576 ? Math.max(1, Math.round(size / 1024)) + " KB" : (size / 1048576).toFixed(1) + " MB";
  }

  function upload(field, one) {
    var ticket = data.ticket;
    one.id = null;
    one.sent = work.then(function (proof) {
      var body = new FormData();
      body.append("file", one.file);
      body.append("field", field.name);
      body.append("ticket", ticket);
      if (proof !== null) body.append("proof", proof);
      return fetch(AT + "/uploads?language=" + data.language, {
        method: "POST", headers: { "Accept-Language": data.language }, body: body
      });
    }).then(function (answer) {
      return answer.json().then(function (content) {
        if (!answer.ok) throw new Error(content.detail || data.texts.failed);
        one.id = content.id;
      });
    }, function () { throw new Error(data.texts.failed); });
    one.sent.then(function () { list(field); }, function (refused) {
      if (ticket !== data.ticket || chosen[field.name].indexOf(one) < 0) return;
      drop(field, one);
      mark(field.name, one.name + ": " + refused.message);
    });
    list(field);
  }

  function drop(field, one) {
    chosen[field.name] = chosen[field.name].filter(function (each) { return each !== one; });
    list(field);
  }

  function list(field) {
    var place = document.getElementById("files-" + field.name);
    place.textContent = "";
    chosen[field.name].forEach(function (one) {
      var item = document.createElement("li"), name = document.createElement("span"), state = document.createElement("span");
      var remove = document.createElement("button");
      name.textContent = one.name;
      state.textContent = one.id ? inMegabytes(one.size) : data.texts.uploading;
      state.className = "state";
      remove.type = "button";
      remove.className = "remove";
      remove.textContent = data.texts.remove;
      remove.setAttribute("aria-label", data.texts.remove + " " + one.name);
      remove.addEventListener("click", function () { drop(field, one); control(field.name).focus(); });
      item.appendChild(name);
      item.appendChild(state);
      item.appendChild(remove);
      place.appendChild(item);
    });
    show();
  }

  function choose(field, files) {
    mark(field.name, "");
    Array.prototype.forEach.call(files, function (file) {
      if (file.size > field.largest) return mark(field.name, file.name + ": " + data.texts.too_large);
      if (field.most === 1) chosen[field.name] = [];
      if (chosen[field.name].length >= field.most) return mark(field.name, data.texts.too_many);
      var one = { file: file, id: null, name: file.name, size: file.size };
      chosen[field.name].push(one);
      if (data.preview) { one.id = "-"; list(field); } else upload(field, one);
    });
  }

  /** Resolves when all have been sent; again where one was lost on the way. */
  function filesSent() {
    return Promise.all(data.fields.filter(function (field) { return field.kind === "files"; }).map(function (field) {
      return Promise.all(chosen[field.name].map(function (one) { return one.sent; }));
    }));
  }

  function prepareFiles(field) {
    var input = control(field.name), place = document.getElementById("files-" + field.name);
    chosen[field.name] = Array.prototype.map.call(place.querySelectorAll("input"), function (box) {
      return { id: box.value, name: box.getAttribute("data-name"), size: Number(box.getAttribute("data-size")), sent: Promise.resolve() };
    });
    list(field);
    input.addEventListener("change", function () {
      choose(field, input.files);
      input.value = "";
    });
  }

  // ---- sending ---------------------------------------------------------------------------------------------------------

  var AT = "/api/v1/public-forms/" + encodeURIComponent(data.key);

  function pause(milliseconds) { return new Promise(function (go) { setTimeout(go, milliseconds); }); }

  function renew() {
    return fetch(AT + "?language=" + data.language, { headers: { "Accept-Language": data.language } })
      .then(function (answer) { return answer.json(); })
      .then(function (fresh) {
        begin(fresh.ticket);
        data.fields.forEach(function (field) {
          if (field.kind !== "files") return;
          chosen[field.name] = chosen[field.name].filter(function (one) { return one.file; });  // What was of the page before is not of this.
          chosen[field.name].forEach(function (one) { upload(field, one); });
        });
        return filesSent();
      });
  }

  function values() {
    var found = {};
    show().forEach(function (field) {
      var value = valueOf(field);
      if (value !== "" && !(Array.isArray(value) && !value.length)) found[field.name] = value;
    });
    return found;
  }

  function send(again) {
    return work
      .then(function (proof) {
        return pause(Math.max(0, shownAt + (data.wait + 1) * 1000 - Date.now())).then(function () { return proof; });
      })
      .then(function (proof) {
        var box = document.getElementById("consent");
        return fetch(AT + "/submissions?language=" + data.language, {
          method: "POST",
          headers: { "Content-Type": "application/json", "Accept-Language": data.language },
          body: JSON.stringify({
            ticket: data.ticket, values: values(), proof: proof,
            consent: box && box.checked ? data.consent : null,
            website: form.querySelector("[name=website]").value
          })
        });
      })
      .then(function (answer) {
        return answer.json().then(function (content) {
          if (answer.ok) return thank(content);
          var stale = ["form_ticket_expired", "form_ticket_invalid", "form_too_soon"].indexOf(content.code) >= 0;
          if (stale && again) return renew().then(function () { return send(false); });
          refuse(content);
        });
      });
  }

  function thank(content) {
    if (content.redirect_url) {
      try { window.top.location.href = content.redirect_url; } catch (refused) { window.location.href = content.redirect_url; }
    }
    var thanks = document.getElementById("thanks");
    form.hidden = true;
    Array.prototype.forEach.call(document.querySelectorAll(".description, .hint, nav"), function (each) { each.hidden = true; });
    thanks.textContent = content.thanks;
    thanks.hidden = false;
    thanks.focus();
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true" || data.preview) return;
    clear();
    var label = button.textContent;
    button.setAttribute("aria-disabled", "true");
    button.textContent = data.texts.sending;
    filesSent()
      .then(function () { return send(true); }, function () { form.querySelector("[aria-invalid=true]").focus(); })
      .catch(function () { tell(data.texts.failed); problem.focus(); })
      .then(function () { button.removeAttribute("aria-disabled"); button.textContent = label; });
  });
  begin(data.ticket);
  data.fields.forEach(function (field) { if (field.kind === "files") prepareFiles(field); });
  show();
})();
