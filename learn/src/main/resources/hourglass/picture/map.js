"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const unknown = "#9aa4b2";
const hidden = new Set();
const colour = (label) => (label < 0 ? unknown : data.colours[label % data.colours.length]);
const views = data.panels.map((panel) => makePanel(panel));
let current = -1;

function makePanel(panel) {
    const figure = document.createElement("section");
    figure.style.margin = "0";
    const heading = document.createElement("h2");
    heading.textContent = panel.name + " ";
    const note = document.createElement("span");
    note.textContent = panel.note;
    heading.append(note);
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", panel.name + ": " + data.labels.length + " items by codes of two numbers");
    figure.append(heading, canvas);
    document.getElementById("panels").append(figure);
    const view = { panel, canvas };
    canvas.addEventListener("pointermove", (event) => point(view, event));
    canvas.addEventListener("pointerleave", () => show(-1));
    return view;
}

function place(view, item) {
    const [left, right, bottom, top] = view.panel.frame;
    const side = view.canvas.width;
    const x = ((view.panel.points[2 * item] - left) / (right - left)) * side;
    const y = side - ((view.panel.points[2 * item + 1] - bottom) / (top - bottom)) * side;
    return [x, y];
}

function draw(view) {
    const side = Math.round(view.canvas.clientWidth * (window.devicePixelRatio || 1));
    if (side === 0) {
        return;
    }
    view.canvas.width = side;
    view.canvas.height = side;
    const context = view.canvas.getContext("2d");
    const radius = (data.labels.length > 5000 ? 1.4 : 2.6) * (window.devicePixelRatio || 1);
    context.globalAlpha = 0.75;
    for (let item = 0; item < data.labels.length; item++) {
        if (!hidden.has(data.labels[item])) {
            const [x, y] = place(view, item);
            context.fillStyle = colour(data.labels[item]);
            context.beginPath();
            context.arc(x, y, radius, 0, 2 * Math.PI);
            context.fill();
        }
    }
    if (current >= 0) {
        const [x, y] = place(view, current);
        context.globalAlpha = 1;
        context.lineWidth = 2 * (window.devicePixelRatio || 1);
        context.strokeStyle = getComputedStyle(document.body).color;
        context.beginPath();
        context.arc(x, y, 3 * radius, 0, 2 * Math.PI);
        context.stroke();
    }
}

function point(view, event) {
    const box = view.canvas.getBoundingClientRect();
    const scale = view.canvas.width / box.width;
    const x = (event.clientX - box.left) * scale;
    const y = (event.clientY - box.top) * scale;
    let nearest = -1;
    let least = 400 * scale * scale;
    for (let item = 0; item < data.labels.length; item++) {
        if (!hidden.has(data.labels[item])) {
            const [a, b] = place(view, item);
            const distance = (a - x) * (a - x) + (b - y) * (b - y);
            if (distance < least) {
                least = distance;
                nearest = item;
            }
        }
    }
    show(nearest);
}

function show(item) {
    if (item === current) {
        return;
    }
    current = item;
    views.forEach(draw);
    const box = document.getElementById("item");
    box.textContent = "";
    if (item < 0) {
        return;
    }
    if (data.sprite) {
        const picture = document.createElement("div");
        const scale = Math.max(1, Math.round(80 / data.height));
        picture.style.width = data.width * scale + "px";
        picture.style.height = data.height * scale + "px";
        picture.style.backgroundImage = "url(" + data.sprite + ")";
        picture.style.backgroundSize = data.columns * data.width * scale + "px auto";
        const left = (item % data.columns) * data.width * scale;
        const top = Math.floor(item / data.columns) * data.height * scale;
        picture.style.backgroundPosition = -left + "px " + -top + "px";
        box.append(picture);
    }
    const text = document.createElement("span");
    const label = data.labels[item];
    const name = data.names.length ? data.names[item] : "item " + item;
    text.textContent = name + (label < 0 ? "" : ", " + data.classes[label]);
    box.append(text);
}

data.classes.forEach((name, label) => {
    const entry = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
        if (box.checked) {
            hidden.delete(label);
        } else {
            hidden.add(label);
        }
        views.forEach(draw);
    });
    const dot = document.createElement("i");
    dot.style.background = colour(label);
    entry.append(box, dot, document.createTextNode(name));
    document.getElementById("legend").append(entry);
});
window.addEventListener("resize", () => views.forEach(draw));
views.forEach(draw);
