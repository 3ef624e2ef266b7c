// What the browser remembers, or not where its storage is switched off.

export function recall(name, storage = "localStorage") {
  try {
    return window[storage].getItem("hourglass." + name);
  } catch {
    return null;
  }
}

export function remember(name, value, storage = "localStorage") {
  try {
    window[storage].setItem("hourglass." + name, value);
  } catch {
    // Forgotten with the page then.
  }
}
