// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, iconButton, toast} from "./dom.js";
import {reasonOf, words} from "./words.js";

/** A picture as large as the window. */
export async function viewPicture(files, file) {
    const image = element("img", {alt: file.name});
    const save = () => files.save(file).catch(error => toast(reasonOf(error)));
    const dialog = element("dialog", {class: "viewer", "aria-label": words.picture(file.name)},
                           element("div", {class: "viewer-bar"}, element("span", {dir: "auto"}, file.name),
                                   iconButton("download", words.savePicture, save), iconButton("close", words.closePicture, () => dialog.close())),
                           image);
    dialog.addEventListener("click", event => (event.target === dialog || event.target === image) && dialog.close());
    dialog.addEventListener("close", () => {
        dialog.remove();
        files.done(file.id);
    });
    document.body.append(dialog);
    dialog.showModal();
    image.src = await files.picture(file.id).catch(() => {
        image.replaceWith(element("p", {}, words.noPicture));
        return "";
    });
}
