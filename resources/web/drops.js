// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Files that are dropped on a pane go to its composer. `hint()`: what it says meanwhile. */
export function takeDrops(pane, composer, hint) {
    pane.addEventListener("dragover", event => {
        if (!event.dataTransfer.types.includes("Files") || composer.root.hidden)
            return;
        event.preventDefault();
        pane.dataset.drop = hint();
        pane.classList.add("dropping");
    });
    pane.addEventListener("dragleave", () => pane.classList.remove("dropping"));
    pane.addEventListener("drop", event => {
        pane.classList.remove("dropping");
        if (event.dataTransfer.files.length === 0 || composer.root.hidden)
            return;
        event.preventDefault();
        composer.tray.add([...event.dataTransfer.files]);
        composer.focus();
    });
}
