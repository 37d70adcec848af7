// Opens each file that the server names with Excalidraw's own code, draws it, and sends back what came of it.
import { exportToCanvas, loadFromBlob } from "@excalidraw/excalidraw";

const told = (result) => fetch("/result", { method: "POST", body: JSON.stringify(result) });

async function opened(name) {
  const text = await (await fetch(`/file/${name}`)).text();
  const blob = new Blob([text], { type: "application/vnd.excalidraw+json" });
  const { elements, appState, files } = await loadFromBlob(blob, null, null);
  const canvas = await exportToCanvas({
    elements,
    appState: { ...appState, exportBackground: true, exportWithDarkMode: false },
    files,
    exportPadding: 10,
    getDimensions: (width, height) => ({ width, height, scale: 1 }),
  });
  return { name, elements, width: canvas.width, height: canvas.height, png: canvas.toDataURL("image/png") };
}

for (const name of await (await fetch("/jobs")).json()) {
  try {
    await told(await opened(name));
  } catch (error) {
    await told({ name, error: String(error?.stack ?? error) });
  }
}
await told({ done: true });
