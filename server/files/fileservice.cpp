// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/fileservice.h"

#include "common/core/work.h"
#include "server/files/filename.h"
#include "server/files/filetype.h"
#include "server/ops/requestscope.h"

#include <QLoggingCategory>

#include <sodium.h>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.files")

/// A restart of the database, or of a disk's neighbour that fills it, takes about as long.
constexpr qint64 retryMs = 1000;
constexpr qsizetype idBytes = 16;
/// As many as sockets may ask at once.
constexpr size_t waitingRequests = 65'536;

FileOutcome outcomeOf(StoredFile file) {
    FileOutcome outcome;
    outcome.file = std::move(file);
    return outcome;
}

FileOutcome outcomeOf(Upload upload, qint64 offset) {
    FileOutcome outcome;
    outcome.upload = std::move(upload);
    outcome.offset = offset;
    return outcome;
}

std::optional<FileRate> standingOf(const TokenBucket& bucket, const Rate& rate, TokenBucket::Time now) {
    if (rate.isUnlimited())
        return std::nullopt;
    using std::chrono::seconds;
    const std::chrono::duration<double> refill(double(rate.burst) / rate.perSecond);
    return FileRate{rate.burst, std::chrono::ceil<seconds>(refill), bucket.left(rate, now),
                    std::chrono::ceil<seconds>(bucket.untilFull(now))};
}

Error tooLarge(qint64 limit) {
    Error error(ErrorKind::FileTooLarge);
    error.limit = limit;
    return error;
}

} // namespace

QString newFileId() {
    QByteArray id(idBytes, Qt::Uninitialized);
    randombytes_buf(id.data(), size_t(id.size()));
    return QString::fromLatin1(id.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

FileService::FileService(Parts parts)
    : m_parts(parts), m_startedAt(parts.clock.now()), m_inboxes(size_t(parts.ioThreads)),
      m_requests(this, waitingRequests, [this](std::vector<FileRequest>& batch) {
          for (FileRequest& request : batch)
              take(std::move(request));
      }) {
    connect(&m_sweepTimer, &QTimer::timeout, this, [this] { sweep(); });
    m_sweepTimer.start(limits::sweepEvery);
}

// ---- requests ----

void FileService::take(FileRequest request) {
    const Working working("files");
    if (auto* call = std::get_if<FileCall>(&request))
        serve(std::move(*call));
    else if (auto* finished = std::get_if<FinishUpload>(&request))
        finish(std::move(*finished));
    else
        abandon(std::get<AbandonUpload>(std::move(request)));
}

void FileService::answer(FileTicket ticket, Result<FileOutcome> outcome, std::optional<FileRate> rate) {
    const RequestScope scope(ticket.requestId);
    FileInbox& inbox = m_inboxes[ticket.io];
    if (outcome) {
        m_isFailing = false;
        outcome->rate = rate;
        return inbox.post(ticket.number, std::move(*outcome));
    }
    Error error = std::move(outcome.error());
    if (error.kind == ErrorKind::Unavailable) {
        if (!std::exchange(m_isFailing, true))
            qCWarning(lc).noquote() << "Files can't be stored or read:" << error.message;
        error = Error::retryLater(ErrorKind::ServerBusy, retryMs);
    }
    m_counters.refused[size_t(error.kind)].add();
    FileOutcome failed;
    failed.error = std::move(error);
    failed.rate = rate;
    inbox.post(ticket.number, std::move(failed));
}

QCoro::Task<Result<UserId>> FileService::identify(Secret accessToken, std::optional<FileRate>& rate) {
    const UtcTime now = m_parts.clock.now();
    const Result<AccessClaims> claims = m_parts.tokens.verify(accessToken, now);
    if (!claims && claims.error().kind == ErrorKind::AuthInvalid) // its sentence is about passwords
        co_return fail(Error(ErrorKind::AuthInvalid, QStringLiteral("The access token is not valid")));
    if (!claims)
        co_return fail(claims.error());
    const auto steady = std::chrono::steady_clock::now();
    TokenBucket& bucket = m_buckets.at(claims->user, steady);
    const auto wait = bucket.take(m_parts.limits.requests, steady);
    rate = standingOf(bucket, m_parts.limits.requests, steady);
    if (wait)
        co_return fail(Error::retryLater(ErrorKind::RateLimited, wait->count()));
    const SessionHandle session{claims->session, claims->user, claims->generation, claims->proof};
    Status confirmed = co_await m_parts.sessions.confirm(session, now);
    if (!confirmed)
        co_return fail(std::move(confirmed.error()));
    co_return session.user;
}

QCoro::Task<> FileService::serve(FileCall call) {
    const FileTicket ticket = call.ticket;
    if (m_isRefusing) {
        answer(ticket, fail(Error::retryLater(ErrorKind::ServerDraining, retryMs)));
        co_return;
    }
    std::optional<FileRate> rate;
    Result<UserId> user = co_await identify(std::move(call.accessToken), rate);
    if (!user) {
        answer(ticket, fail(std::move(user.error())), rate);
        co_return;
    }
    const UserId caller = *user;
    auto decision = std::visit([&](auto& request) { return decide(caller, std::move(request)); }, call.what);
    Result<FileOutcome> outcome = co_await std::move(decision);
    answer(ticket, std::move(outcome), rate);
}

QCoro::Task<Result<FileOutcome>> FileService::decide(UserId user, OpenFile request) {
    Result<StoredFile> file = co_await m_parts.files.readable(std::move(request.id), user);
    if (!file)
        co_return fail(std::move(file.error()));
    m_counters.opened.add();
    co_return outcomeOf(std::move(*file));
}

QCoro::Task<Result<FileOutcome>> FileService::decide(UserId user, BeginUpload request) {
    const FileLimits& most = m_parts.limits;
    if (request.bytes.value_or(0) > most.fileBytes)
        co_return fail(tooLarge(most.fileBytes));
    const UtcTime now = m_parts.clock.now();
    const UtcTime expires{now.ms + std::chrono::milliseconds(limits::uploadTime).count()};
    Upload upload{newFileId(),
                  user,
                  cleanedFileName(request.name),
                  request.type.size() <= limits::mediaTypeCharacters ? request.type : QString(),
                  request.bytes.value_or(most.fileBytes),
                  request.isResumable,
                  now,
                  expires};
    const FileQuota quota{most.perUser, most.total, limits::uploadsPerPerson};
    Status begun = co_await m_parts.files.begin(upload, quota);
    if (!begun)
        co_return fail(std::move(begun.error()));
    co_return outcomeOf(std::move(upload), 0);
}

QCoro::Task<Result<FileOutcome>> FileService::decide(UserId user, FindUpload request) {
    const QString id = request.id;
    Result<Upload> upload = co_await m_parts.files.upload(id, user, m_parts.clock.now());
    if (upload) {
        auto measure = [id](Blobs& blobs) { return blobs.store.length(id); };
        Result<qint64> offset = co_await onFiles<qint64>(m_parts.thread, std::move(measure));
        if (!offset)
            co_return fail(std::move(offset.error()));
        co_return outcomeOf(std::move(*upload), *offset);
    }
    if (upload.error().kind != ErrorKind::FileNotFound)
        co_return fail(std::move(upload.error()));
    Result<StoredFile> file = co_await m_parts.files.readable(id, user);
    if (!file)
        co_return fail(std::move(file.error()));
    if (file->user != user)
        co_return fail(ErrorKind::FileNotFound);
    const qint64 bytes = file->bytes;
    FileOutcome outcome = outcomeOf(Upload{id, user, file->name, file->type, bytes, true, file->at, file->at}, bytes);
    outcome.isFile = true;
    co_return outcome;
}

QCoro::Task<Result<FileOutcome>> FileService::decide(UserId user, DropUpload request) {
    const QString id = request.id;
    Status abandoned = co_await m_parts.files.abandon(id, user);
    if (!abandoned)
        co_return fail(std::move(abandoned.error()));
    m_parts.thread.post([id](Blobs& blobs) { (void)blobs.hashes.drop(id); }); // if it can't be, the sweep does it
    co_return FileOutcome();
}

QCoro::Task<> FileService::finish(FinishUpload request) {
    const FileTicket ticket = request.ticket;
    Result<StoredFile> file = co_await makeFile(std::move(request));
    answer(ticket, std::move(file).map([](StoredFile made) { return outcomeOf(std::move(made)); }));
}

QCoro::Task<Result<StoredFile>> FileService::makeFile(FinishUpload request) {
    const QString id = request.upload.id;
    const qint64 bytes = request.bytes;
    auto keep = [id, bytes](Blobs& blobs) -> Result<UploadHashes::Kept> {
        // Another request may have finished it, or begun it anew.
        const Result<qint64> length = blobs.store.length(id);
        if (length && *length != bytes)
            return fail(ErrorKind::FileNotFound);
        return blobs.hashes.keep(id);
    };
    Result<UploadHashes::Kept> kept = co_await onFiles<UploadHashes::Kept>(m_parts.thread, std::move(keep));
    if (!kept)
        co_return fail(std::move(kept.error()));
    FileStore::Finished finished{kept->hash, kept->bytes, settledType(kept->head, request.upload.type)};
    Result<StoredFile> file =
        co_await m_parts.files.finish(id, request.upload.user, std::move(finished), m_parts.clock.now());
    if (!file)
        co_return fail(std::move(file.error()));
    m_counters.uploads.add();
    m_counters.uploadedBytes.add(quint64(file->bytes));
    readUsage();
    co_return file;
}

QCoro::Task<> FileService::abandon(AbandonUpload request) {
    const QString id = request.upload.id;
    Status abandoned = co_await m_parts.files.abandon(id, request.upload.user);
    if (!abandoned && abandoned.error().kind == ErrorKind::FileNotFound)
        co_return; // it is a file, or somebody else's sweep was quicker
    m_parts.thread.post([id](Blobs& blobs) { (void)blobs.hashes.drop(id); });
}

QCoro::Task<> FileService::readUsage() {
    const Result<FileStore::Usage> usage = co_await m_parts.files.usage();
    if (!usage)
        co_return;
    m_counters.storedBytes.set(usage->bytes);
    m_counters.storedFiles.set(usage->files);
}

// ---- the sweep ----

QCoro::Task<> FileService::sweep() {
    m_sweepsAgain = true;
    if (std::exchange(m_isSweeping, true))
        co_return;
    while (std::exchange(m_sweepsAgain, false)) {
        Status done = co_await forgetRows();
        if (done)
            done = co_await sweepBlobs();
        if (!done && done.error().kind != ErrorKind::ServerDraining)
            qCWarning(lc).noquote() << "Files that nobody needs were not all removed:" << done.error().message;
        co_await readUsage();
    }
    m_isSweeping = false;
}

QCoro::Task<Status> FileService::forgetRows() {
    const UtcTime now = m_parts.clock.now();
    const UtcTime since{now.ms - std::chrono::milliseconds(limits::unsentTime).count()};
    // No other process reads the requests of a single server, so those from before its start are over.
    const std::optional<UtcTime> whole = m_parts.isShared ? std::nullopt : std::optional(m_startedAt);
    Result<int> forgotten = 0;
    do {
        forgotten = co_await m_parts.files.forgetUploads(now, whole);
        m_counters.forgotten.add(quint64(forgotten.value_or(0)));
    } while (forgotten.value_or(0) > 0);
    if (forgotten) {
        do {
            forgotten = co_await m_parts.files.forgetLoose(since);
            m_counters.forgotten.add(quint64(forgotten.value_or(0)));
        } while (forgotten.value_or(0) > 0);
    }
    co_return forgotten.map([](int) {});
}

/// A partial blob is listed while its row exists, and looked up afterwards: one without a row has none for good. A blob
/// may be without a row for the moment before its file is made.
QCoro::Task<Status> FileService::sweepBlobs() {
    const std::chrono::milliseconds sinceStart(m_parts.clock.now().ms - m_startedAt.ms);
    const std::chrono::milliseconds usual = limits::blobGrace;
    const std::chrono::milliseconds grace = m_parts.isShared ? usual : std::min(usual, sinceStart + limits::clockTick);
    QString after;
    do {
        auto list = [after](Blobs& blobs) { return blobs.store.list(after); };
        Result<BlobStore::Listing> listing = co_await onFiles<BlobStore::Listing>(m_parts.thread, std::move(list));
        if (!listing)
            co_return fail(std::move(listing.error()));
        after = listing->next;
        FileStore::Names names{listing->blobs, {}};
        for (const BlobStore::Listing::Partial& partial : std::as_const(listing->partials))
            names.uploads.append(partial.upload);
        if (names.blobs.isEmpty() && names.uploads.isEmpty())
            continue;
        Result<FileStore::Names> unknown = co_await m_parts.files.unknown(std::move(names));
        if (!unknown)
            co_return fail(std::move(unknown.error()));
        const FileStore::Names useless = *unknown;
        auto remove = [useless, grace](Blobs& blobs) {
            Status done;
            for (const QString& upload : useless.uploads)
                done = done ? blobs.hashes.drop(upload) : done;
            for (const BlobHash& blob : useless.blobs)
                done = done ? blobs.store.remove(blob, grace) : done;
            return done;
        };
        Status removed = co_await onFiles<void>(m_parts.thread, std::move(remove));
        if (!removed)
            co_return fail(std::move(removed.error()));
    } while (!after.isEmpty());
    co_return Status();
}

} // namespace confab
