// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/protocol/fields.h"

#include <QList>

/// What a message consists of.
namespace confab {

/// A file that a message carries. Its bytes are fetched over HTTP by its id; everything else comes with the message.
struct File {
    QString id;
    QString name;
    QString type; ///< a media type, as the sender named it
    qint64 bytes = 0;
    std::optional<int> width = std::nullopt; ///< pixels, of pictures, like height
    std::optional<int> height = std::nullopt;
    std::optional<QString> thumbnail = std::nullopt; ///< the id of a small picture of it, a file, too

    template <class Self = File>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id, {1, limits::fileIdChars}),
                          field("name", &Self::name, {1, limits::fileNameChars}),
                          field("type", &Self::type, {0, limits::fileTypeChars}),
                          field("bytes", &Self::bytes),
                          field("width", &Self::width, {1, limits::pictureEdge}),
                          field("height", &Self::height, {1, limits::pictureEdge}),
                          field("thumbnail", &Self::thumbnail, {1, limits::fileIdChars})};
    }
    friend bool operator==(const File&, const File&) = default;
};

/// A file as the author of a message names it. The server knows its size, and regards none that is given.
struct SentFile : File {
    SentFile() = default;
    SentFile(File file) : File(std::move(file)) {}

    template <class Self = SentFile>
    static constexpr auto fields() {
        return std::tuple{inherited<Self>("id", &File::id, {1, limits::fileIdChars}),
                          inherited<Self>("name", &File::name, {1, limits::fileNameChars}),
                          inherited<Self>("type", &File::type, {0, limits::fileTypeChars}),
                          ignorable<Self>("bytes", &File::bytes),
                          inherited<Self>("width", &File::width, {1, limits::pictureEdge}),
                          inherited<Self>("height", &File::height, {1, limits::pictureEdge}),
                          inherited<Self>("thumbnail", &File::thumbnail, {1, limits::fileIdChars})};
    }
};

/// What a message says: one value, which goes from its author through the log to a row without being taken apart.
struct MessageContent {
    QString body;
    std::optional<Seq> replyTo = std::nullopt; ///< a message of the same room
    /// Members that the text mentioned when it was stored, by id, without the author; at most limits::mentionsListed.
    std::optional<QList<UserId>> mentions = std::nullopt;
    std::optional<QList<File>> files = std::nullopt; ///< absent for none
    std::optional<Seq> thread = std::nullopt;        ///< the first message of the chain of answers that it belongs to
    friend bool operator==(const MessageContent&, const MessageContent&) = default;
};

/// One emoji under a message, and by how many people.
struct Reaction {
    QString emoji;
    int count = 0;
    bool mine = false; ///< the reader is among them

    template <class Self = Reaction>
    static constexpr auto fields() {
        return std::tuple{field("emoji", &Self::emoji), field("count", &Self::count), field("mine", &Self::mine)};
    }
    friend bool operator==(const Reaction&, const Reaction&) = default;
};

} // namespace confab
