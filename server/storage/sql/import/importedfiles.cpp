// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/import/importedfiles.h"

#include "common/protocol/limits.h"
#include "server/import/texts.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/projections/files.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

/// The id itself, unless another file has it. `isThere`: a file of this content has the id that is returned.
Result<QString> ImportedFiles::freeId(const QString& id, const BlobHash& hash, bool& isThere) {
    QString free = id;
    for (;;) {
        Result<SqlRows> rows = m_db.run(QStringLiteral("SELECT hash FROM files WHERE id = ?"), free);
        if (!rows)
            return fail(std::move(rows.error()));
        isThere = rows->next();
        if (!isThere || rows->text(0) == hash)
            return free;
        free = imported::derivedId(QString(free % u'/' % hash));
    }
}

Result<std::optional<StoredFile>> ImportedFiles::stored(const QString& id, const QString& name, const QString& type,
                                                        UserId by, UtcTime at) {
    const std::optional<imported::FilePlace> place = m_source.place(id);
    if (!place || !isUploadId(id))
        return std::nullopt;
    const Result<std::optional<KeptBytes>> kept = m_keep(*place, type);
    if (!kept)
        return fail(kept.error());
    if (!*kept)
        return std::nullopt;
    bool isThere = false;
    const Result<QString> free = freeId(id, (*kept)->hash, isThere);
    if (!free)
        return fail(free.error());
    const QString shown = imported::shortLine(name, limits::fileNameChars);
    StoredFile file{*free,         by, shown.isEmpty() ? QStringLiteral("file") : shown, (*kept)->type, (*kept)->bytes,
                    (*kept)->hash, at};
    if (isThere)
        return holdFile(m_db, file.id).map([&file] { return std::optional(file); });
    ++m_report.files;
    return insertFile(m_db, file).map([&file] { return std::optional(file); });
}

Status ImportedFiles::take(MessagePosted& posted, UserId by, UtcTime at) {
    if (!posted.files)
        return {};
    QList<File> taken;
    for (File file : std::as_const(*posted.files)) {
        const Result<std::optional<StoredFile>> kept = stored(file.id, file.name, file.type, by, at);
        if (!kept)
            return fail(kept.error());
        if (!*kept) {
            ++m_report.notes[QStringLiteral("files whose bytes are not there, kept as their names")];
            posted.body += (posted.body.isEmpty() ? QString() : QStringLiteral("\n")) + file.name;
            continue;
        }
        file.id = (*kept)->id;
        file.name = (*kept)->name;
        file.type = (*kept)->type;
        file.bytes = (*kept)->bytes;
        if (file.thumbnail) {
            const Result<std::optional<StoredFile>> small = stored(*file.thumbnail, file.name, {}, by, at);
            if (!small)
                return fail(small.error());
            file.thumbnail = *small ? std::optional((*small)->id) : std::nullopt;
        }
        taken.append(file);
    }
    posted.files = taken.isEmpty() ? std::nullopt : std::optional(taken);
    return {};
}

Status ImportedFiles::carry(RoomId room, Seq seq, const MessagePosted& posted) {
    if (!posted.files)
        return {};
    for (qsizetype i = 0; i < posted.files->size(); ++i) {
        if (Status carried = insertCarried(m_db, room, seq, i, (*posted.files)[i]); !carried)
            return carried;
    }
    return {};
}

} // namespace confab
