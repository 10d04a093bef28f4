// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/importcommand.h"

#include "server/daemon/database.h"
#include "server/daemon/databaseplace.h"
#include "server/files/filetype.h"
#include "server/import/opensource.h"
#include "server/ops/background.h"
#include "server/storage/sql/import/importwriter.h"

#include <QCryptographicHash>
#include <QUuid>

#include <cstdio>

namespace confab {

namespace {

constexpr qint64 pieceBytes = 256 * 1024;
constexpr qint64 headBytes = 512; // more than any type is known by

void say(const QString& line) {
    std::printf("%s\n", qUtf8Printable(line));
}

/// Puts bytes where the server keeps them; of a trial, only looks at them.
/// Owned by: runImport().
class BytesKeeper {
public:
    explicit BytesKeeper(BlobStore* blobs) : m_blobs(blobs) {}

    Result<std::optional<KeptBytes>> keep(const imported::FilePlace& place, const QString& claimed) {
        const Result<std::unique_ptr<QIODevice>> file = place.open();
        if (!file)
            return std::nullopt;
        KeptBytes kept;
        kept.type = settledType((*file)->peek(headBytes), claimed);
        const QString upload = QUuid::createUuid().toString(QUuid::WithoutBraces);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QByteArray piece(pieceBytes, Qt::Uninitialized);
        qint64 got = 0;
        while ((got = (*file)->read(piece.data(), piece.size())) > 0) {
            const QByteArray bytes(piece.constData(), got);
            hash.addData(bytes);
            if (Status put = m_blobs ? m_blobs->append(upload, kept.bytes, bytes) : Status(); !put)
                return fail(std::move(put.error()));
            kept.bytes += got;
        }
        kept.hash = QString::fromLatin1(hash.result().toHex());
        if (got < 0 || (!place.sha256.isEmpty() && place.sha256 != kept.hash)) // it can't be read, or is another one
            return m_blobs ? m_blobs->drop(upload).map([] { return std::optional<KeptBytes>(); })
                           : Result<std::optional<KeptBytes>>(std::nullopt);
        const Status done = m_blobs ? m_blobs->keep(upload, kept.hash) : Status();
        return done.map([&kept] { return std::optional(kept); });
    }

private:
    BlobStore* const m_blobs; // null for a trial
};

QString called(const imported::Room& room) {
    return room.name.isEmpty() ? room.key : room.name;
}

void sayReport(const ImportReport& report, const QString& source, bool isTrial) {
    const auto number = [](qint64 value) { return QString::number(value); };
    say(QStringLiteral("%1%2:").arg(isTrial ? QStringLiteral("Would import from ") : QStringLiteral("Imported from "),
                                    source));
    say(QStringLiteral("  people    %1 with an account here, %2 new accounts (disabled), %3 without an address")
            .arg(number(report.accountsKnown), number(report.accountsMade), number(report.peopleWithout)));
    say(QStringLiteral("  rooms     %1 new, %2 that were here")
            .arg(number(report.roomsMade), number(report.roomsKnown)));
    say(QStringLiteral("  messages  %1 new, %2 that were here; %3 other events; %4 files")
            .arg(number(report.messages), number(report.messagesKnown), number(report.otherEvents),
                 number(report.files)));
    for (auto note = report.notes.constBegin(); note != report.notes.constEnd(); ++note)
        say(QStringLiteral("  %1 %2").arg(number(note.value()), note.key()));
    if (isTrial)
        say(QStringLiteral("Nothing was written."));
    else if (report.accountsMade > 0)
        say(QStringLiteral("\"confabd user password\" opens a new account."));
}

} // namespace

Status runImport(const Config& config, const ImportRequest& request) {
    const Result<DatabaseAddress> address = existingDatabase(config);
    if (!address)
        return fail(address.error());
    std::fprintf(stderr, "confabd: looks through %s\n", qUtf8Printable(request.path));
    using imported::Expected;
    const Result<std::unique_ptr<imported::Source>> source =
        imported::openSource(request.path, request.filesFolder,
                             request.isSlack        ? Expected::Slack
                             : request.isMattermost ? Expected::Mattermost
                                                    : Expected::Any);
    if (!source)
        return fail(source.error());
    const Result<std::unique_ptr<ImportWriter>> writer = ImportWriter::open(*address);
    if (!writer)
        return fail(writer.error());
    std::unique_ptr<BlobStore> blobs;
    if (!request.isTrial) {
        Result<std::unique_ptr<BlobStore>> opened = openBlobs(config);
        if (!opened)
            return fail(std::move(opened.error()));
        blobs = std::move(*opened);
    }
    yieldToOthers();
    BytesKeeper keeper(blobs.get());
    ImportWriter::Options options;
    options.isTrial = request.isTrial;
    options.keep = [&keeper](const imported::FilePlace& place, const QString& claimed) {
        return keeper.keep(place, claimed);
    };
    options.began = [](const imported::Room& room) {
        std::fprintf(stderr, "confabd: %s\n", qUtf8Printable(called(room)));
    };
    options.progress = [](const imported::Room& room, qint64 events) {
        std::fprintf(stderr, "confabd: %s, %lld events\n", qUtf8Printable(called(room)),
                     static_cast<long long>(events));
    };
    const Result<ImportReport> report = (*writer)->write(**source, options);
    if (!report)
        return fail(report.error());
    sayReport(*report, (*source)->name(), request.isTrial);
    return {};
}

} // namespace confab
