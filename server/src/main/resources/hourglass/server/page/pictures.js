// Pictures that the user brings, made small enough to be part of the page's address.

const LONGEST_SIDE = 256;

/** A picture's data URL from a file, no side longer than what tells pictures apart. */
export async function read(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error(`${file.name || "The file"} is not a picture that this browser reads; take a PNG or JPEG.`);
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const small = canvas.width * canvas.height <= 64 * 64;
  return small ? canvas.toDataURL("image/png") : canvas.toDataURL("image/jpeg", 0.9);
}

/** The first picture that a drop or a paste brings, or null. */
export function fileOf(transfer) {
  return [...(transfer?.files || [])].find(file => file.type.startsWith("image/")) || null;
}
