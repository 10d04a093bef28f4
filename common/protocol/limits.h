// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

/// The bounds of the wire, which both ends enforce. Sizes are bytes of UTF-8 unless a name says otherwise.
namespace confab::limits {

inline constexpr qsizetype frameBytes = 64 * 1024;            // protocol.md: else close 1009
inline constexpr qsizetype frameBytesBeforeSignIn = 4 * 1024; // protocol.md
inline constexpr int frameDepth = 64;                         // levels of objects and lists; the deepest frame has 6
inline constexpr qsizetype bytesPerContainer = 8;             // of CBOR: the smallest User takes 12
inline constexpr qsizetype membersPerObject = 256;            // look-ups are linear; the largest object has 17
inline constexpr qsizetype messageBytes = 16 * 1024;          // protocol.md: else message.tooLong
inline constexpr int nameChars = 200;                         // protocol.md: users and rooms
inline constexpr int emailChars = 200;                        // the same bound that the compatibility routes have
inline constexpr int topicChars = 1000;
inline constexpr int deviceChars = 100;
inline constexpr int statusChars = 100;                   // one line beside a name
inline constexpr qint64 slowModeMs = 24 * 60 * 60 * 1000; // a day between two messages; more is a room that is archived
inline constexpr int passwordMinChars = 8;                // protocol.md; ASVS 6.2.1
inline constexpr qsizetype passwordBytes = 1024;          // hashing cost stays bounded; ASVS asks for 64 at least
inline constexpr int inviteChars = 64;                    // of a random code
inline constexpr int clientIdChars = 64;                  // a UUID has 36
inline constexpr int eventsPerPage = 500;                 // protocol.md
inline constexpr int messagesPerPage = 200;               // protocol.md
inline constexpr int defaultPage = 50;
inline constexpr int foundRooms = 100;
inline constexpr int listedRooms = 500;     // of the caller's own, in one answer
inline constexpr int roomsPerPerson = 2000; // each connection of the user listens to all of them
inline constexpr int usersPerRequest = 200;
inline constexpr int membersPerPage = 500;
inline constexpr int listedPeople = 500;         // of the occupants of a room, in the answer to room.enter
inline constexpr qsizetype listedNames = 20'000; // UTF-16 units of their names: 60 KB at the most
/// A client waits no longer than a day, whatever a server says: timers of Qt take an int, and more is a mistake.
inline constexpr qint64 retryAfterMs = 24 * 60 * 60 * 1000;
inline constexpr qint64 maxId = (qint64(1) << 53) - 1; // what a JSON number holds exactly
inline constexpr int maxSeats = 1'000'000;             // capacity and maxMembers
/// Texts of one page of events, messages or rooms, in bytes as JSON writes them; a page that would exceed it ends
/// earlier and says `more`. Keeps the answer well below the send queue limit of a slow reader (1 MiB).
inline constexpr qsizetype pageBytes = 256 * 1024;
/// A room list shows one line of a message: room.activity and Room.lastMessage carry no more of its body.
inline constexpr qsizetype previewChars = 256;
/// How many users mentioned by one message are listed with it.
inline constexpr qsizetype mentionsListed = 100;
inline constexpr int filesPerMessage = 10;      // a grid shows four, and says how many follow
inline constexpr qsizetype fileIdChars = 64;    // of a random id
inline constexpr qsizetype fileNameChars = 255; // what file systems take
inline constexpr qsizetype fileTypeChars = 127; // RFC 6838: 127 characters at the most
inline constexpr int pictureEdge = 1'000'000;   // pixels, as the sender says; readers have caps of their own
inline constexpr int reactionsPerMessage = 20;  // different ones; protocol.md
inline constexpr qsizetype emojiChars = 64;     // protocol.md: 64 bytes, which are no more UTF-16 units
inline constexpr int pinsPerRoom = 100;         // they come in one answer, and people read them as a list
inline constexpr int messagesPerRequest = 100;  // protocol.md: message.get
inline constexpr int versionsPerMessage = 100;  // of edits; each may have 16 KiB
inline constexpr int reactorsPerAnswer = 100;   // a tooltip shows some ten
inline constexpr int readersPerPage = 200;
inline constexpr int directPeople = 10; // with oneself: features.md
inline constexpr int foundPeople = 50;
/// Unread messages are counted up to here: a reader needs no "48,231", and counting costs.
inline constexpr int unreadCounted = 1000;

} // namespace confab::limits
