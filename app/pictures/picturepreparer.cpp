// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/pictures/picturepreparer.h"

#include "app/pictures/decoding.h"

namespace confab::pictures {

namespace {

Result<client::PreparedFile> prepared(const client::FileSource& source) {
    Result<client::PreparedFile> file = client::prepareFile(source);
    if (!file || !file->width)
        return file;
    Result<Preview> preview = makePreview(file->content.bytes, client::previewBytes); // pictures are in memory
    if (preview) {
        file->preview = std::move(preview->bytes);
        file->previewType = preview->type;
    } else {
        file->width = file->height = std::nullopt;
    }
    return file;
}

} // namespace

void PicturePreparer::prepare(const client::FileSource& source, client::Then<client::PreparedFile> then) {
    m_jobs.run<client::PreparedFile>([source] { return prepared(source); }, std::move(then));
}

} // namespace confab::pictures
