// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/protocol/limits.h"

#include <QtGlobal>

#include <chrono>

/// The bounds of what waits for the database.
namespace confab::limits {

/// A batch of a hundred messages takes about 5 ms to commit, so a full queue is a wait of less than a second.
inline constexpr size_t writesWaiting = 8192;
/// One transaction: large enough to share a sync, small enough that its first job does not wait long for its last.
inline constexpr size_t writesPerCommit = 256;
/// Fewer messages than this are appended one by one: their statements are simpler.
inline constexpr size_t fewestTogether = 3;
/// After a batch in which a job failed, so many get savepoints from the start: a client that makes jobs fail on purpose
/// gains little.
inline constexpr int carefulBatches = 32;
inline constexpr size_t readsWaiting = 8192;
/// One thread reads while the other serves a long list.
inline constexpr int readerThreads = 2;
inline constexpr qint64 storageRetryMs = 1000; ///< the retry time of a refusal: a full queue is done by then

/// How often one batch is run when other writers get in its way, before its jobs are told to come again.
inline constexpr int batchAttempts = 3;

// A database server's limits for us; the order matters, see there.
/// A node that hangs in the middle of a batch loses it after this, with the locks that others wait for.
inline constexpr std::chrono::milliseconds databaseIdle{2000};
/// So a wait for a lock has to be longer.
inline constexpr std::chrono::milliseconds databaseLock{4000};
/// The writer of all rooms waits no longer than this for one row: other nodes hold theirs for some 10 ms. What needs
/// longer goes to the second writer.
inline constexpr std::chrono::milliseconds databaseFirstLock{250};
/// Jobs of one batch that are moved to the second writer one by one; then all of its kind are moved.
inline constexpr int lockedPerBatch = 2;
inline constexpr std::chrono::milliseconds databaseStatement{6000};
/// A call longer than any statement may last is one to a hung server.
inline constexpr std::chrono::milliseconds databaseCall{8000};
/// Between attempts to open the database; meanwhile all jobs are refused at once.
inline constexpr std::chrono::milliseconds databaseReopen{250};
/// Interval of trial writes after a refusal, while no job writes.
inline constexpr std::chrono::milliseconds databaseProbe{1000};
/// After so long without a write, an idle writer tidies up: SQLite's log goes into the database file.
inline constexpr std::chrono::milliseconds databaseIdleTidy{1000};
/// Larger than the rest of a full disk that refused messages leave: a batch of 256 usual ones, or 60 of the longest.
inline constexpr qsizetype probeChars = 1024 * 1024;
/// The probe at the start, where a disk with some room left does not refuse; more than DiskReserve may have freed.
inline constexpr qsizetype startProbeChars = 512 * 1024;

/// Ids that one statement looks up: some 100 KiB of text.
inline constexpr qsizetype idsPerStatement = 10'000;

/// A search looks at the public rooms with most members, so many: some 15 ms when their names are long and alike.
inline constexpr int searchedRooms = 10'000;
/// Messages behind a read mark that are looked at for the unread ones among them.
inline constexpr int unreadLookedAt = 2 * limits::unreadCounted;

/// Messages that one job indexes: some 8 ms of the writer, most of which the rows of the index cost, however few
/// messages.
inline constexpr int indexedMessages = 512;
/// And the texts of them, which may be long.
inline constexpr qsizetype indexedChars = 64 * 1024;
/// Messages that one job forgets because of their age, or of their author: each leaves seven tables.
inline constexpr int forgottenMessages = 64;
/// Events of a room's log that one job looks through for those of a person.
inline constexpr Seq erasedEvents = 2048;
/// People whose erasure is not finished that one look names.
inline constexpr int peopleToErase = 64;
/// Sign-ins of a person that wait for a code, and guesses at each of them: with the pauses of the throttle nobody hits
/// one of three in a million.
inline constexpr int challengesPerPerson = 10;
inline constexpr int guessesPerChallenge = 5;
/// Rooms with old messages that one look names.
inline constexpr int roomsToSweep = 64;
/// Rooms that one look at what is not indexed names.
inline constexpr size_t roomsToIndex = 64;
/// What one page of a search looks at, in messages read and rows of the index: some 50 ms.
inline constexpr int searchedPerPage = 10'000;
/// While more events than these are not indexed, pages of a search may be short, and say how far the index is.
inline constexpr qint64 unindexedUnsaid = 20'000;

/// Texts after an '@' that are looked up as names in one message. Prose has a few; more is an attack on the writer.
inline constexpr qsizetype mentionCandidates = 100;
/// And how many are looked at for it, repetitions too: "@@@@…" has millions.
inline constexpr int mentionTexts = 2000;
/// Members whom "@room" or "@here" mentions, those with the smallest ids: each is a row, and 5,000 take the writer some
/// 20 ms.
inline constexpr int calledMembers = 5000;

/// Sessions of one person: one more ends another.
inline constexpr int sessionsPerPerson = 100;
/// Ended sessions are deleted when their owner signs in, so many at once: with that many tokens some 2 ms.
inline constexpr int sessionsForgotten = 5;
inline constexpr int tokensForgotten = 500;
/// Rows of files or uploads that one job forgets: some 10 ms.
inline constexpr int invitesForgotten = 500;
inline constexpr int filesForgotten = 500;
/// Names of blobs that one statement lists.
inline constexpr int blobsListed = 500;

/// Rotations of one session. Each leaves the hash of a superseded token, kept to notice its reuse. A token pair that
/// is renewed every ten minutes for ninety days makes 12,960; beyond this one has to sign in again.
inline constexpr qint64 rotationsPerSession = 20'000;

/// The log of the administration: what people can read, and longer than a year, as retention rules of companies have
/// it.
inline constexpr qint64 auditEntries = 10'000;
inline constexpr std::chrono::hours auditKept{400 * 24};
inline constexpr qsizetype auditChars = 500;
/// Invitations to the server that have not ended: the oldest make room.
inline constexpr int serverInvites = 1000;

} // namespace confab::limits
