// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// What a person has written in a room and not sent, which all devices of the person have.
namespace confab {

namespace limits {

inline constexpr int draftsPerUser = 1000;         // places; the one that was changed first makes room
inline constexpr int draftsPerPage = 100;          // in one answer
inline constexpr qsizetype draftBytes = 16 * 1024; // of each text, as of a message

} // namespace limits

/// A draft: the text of a new message, which may answer another, and the new text of a message that is being edited.
/// Without all of it the draft was sent or discarded.
struct Draft {
    RoomId room;
    std::optional<Seq> thread = std::nullopt; ///< it is written in the thread with this first message
    QString text;
    std::optional<Seq> replyTo = std::nullopt;
    std::optional<Seq> editing = std::nullopt;  ///< the message that is being edited
    std::optional<QString> edit = std::nullopt; ///< its new text
    UtcTime at;                                 ///< when the server stored it
    template <class Self = Draft>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("thread", &Self::thread),
                          field("text", &Self::text),
                          field("replyTo", &Self::replyTo),
                          field("editing", &Self::editing),
                          field("edit", &Self::edit),
                          field("at", &Self::at)};
    }
    friend bool operator==(const Draft&, const Draft&) = default;
};

struct DraftSaved {
    UtcTime at;
    template <class Self = DraftSaved>
    static constexpr auto fields() {
        return std::tuple{field("at", &Self::at)};
    }
};

struct DraftsPage {
    QList<Draft> drafts; ///< by `at`
    bool more = false;
    template <class Self = DraftsPage>
    static constexpr auto fields() {
        return std::tuple{field("drafts", &Self::drafts), field("more", &Self::more)};
    }
};

/// Replaces the caller's draft of a place.
struct DraftSet {
    static constexpr std::string_view method = "draft.set";
    static constexpr Access access = Access::SignedIn;
    using Answer = DraftSaved;
    RoomId room;
    std::optional<Seq> thread;
    QString text; ///< its length is a rule of its own (message.tooLong), as MessageSend's
    std::optional<Seq> replyTo;
    std::optional<Seq> editing;
    std::optional<QString> edit;
    template <class Self = DraftSet>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("thread", &Self::thread),
                          field("text", &Self::text, {0, limits::frameBytes}),
                          field("replyTo", &Self::replyTo),
                          field("editing", &Self::editing),
                          field("edit", &Self::edit, {0, limits::frameBytes})};
    }
};

/// The caller's drafts that were changed at `since` or later, also to nothing.
struct DraftList {
    static constexpr std::string_view method = "draft.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = DraftsPage;
    std::optional<UtcTime> since;
    template <class Self = DraftList>
    static constexpr auto fields() {
        return std::tuple{field("since", &Self::since)};
    }
};

/// To the person's other connections.
struct DraftChanged {
    static constexpr std::string_view method = "draft.changed";
    static constexpr bool ephemeral = true; // draft.list repairs it
    Draft draft;
    template <class Self = DraftChanged>
    static constexpr auto fields() {
        return std::tuple{field("draft", &Self::draft)};
    }
};

} // namespace confab
