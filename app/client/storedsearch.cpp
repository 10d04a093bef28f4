// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storedsearch.h"

#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchquery.h"

#include <algorithm>
#include <tuple>

namespace confab::client {

namespace {

/// A request as its messages are compared with it.
struct Wanted {
    SearchQuery query;
    QStringList terms; ///< folded
    std::optional<UtcTime> before, after;
    std::optional<QSet<UserId>> by;
};

QStringList foldedTerms(const QStringList& words) {
    QStringList terms;
    for (const QString& word : words) {
        if (const QString term = foldedText(word).trimmed(); !term.isEmpty())
            terms.append(term);
    }
    return terms;
}

/// The rooms to look in, those with the latest messages first.
QList<Room> searchedRooms(const SearchMessages& request, const QStringList& names, const Rooms& rooms) {
    QList<Room> found;
    bool hasNamed = false; // a whole name goes before a part of one
    for (int row = 0; row < rooms.count(); ++row) {
        const QString room = foldedText(rooms.at(row).name);
        const auto isName = [&](const QString& name) { return foldedText(name) == room; };
        const auto isPart = [&](const QString& name) { return room.contains(foldedText(name)); };
        const bool isNamed = std::ranges::any_of(names, isName);
        if (isNamed && !std::exchange(hasNamed, true))
            found.clear();
        const bool fits = names.isEmpty() || isNamed || (!hasNamed && std::ranges::any_of(names, isPart));
        if (fits && (!request.room || rooms.at(row).id == *request.room))
            found.append(rooms.at(row));
    }
    std::ranges::sort(found, std::ranges::greater(),
                      [](const Room& room) { return room.lastMessage ? room.lastMessage->at : UtcTime(); });
    return found.first(std::min(found.size(), storedRoomsSearched));
}

QList<Message> storedMessages(const QList<Room>& rooms, const StoreFeed& feed) {
    QList<Message> messages;
    for (const Room& room : rooms) {
        for (Message& message : feed.newest(room.id, int(storedMessagesSearched - messages.size()))) {
            if (!message.deletedAt)
                messages.append(std::move(message));
        }
        if (messages.size() >= storedMessagesSearched)
            break;
    }
    std::ranges::sort(messages, std::ranges::greater(),
                      [](const Message& message) { return std::tuple(message.at, message.room, message.seq); });
    return messages;
}

/// The authors that a name of a query means: with that name, else those of whom a word of the name begins so.
QSet<UserId> authorsNamed(const QString& name, const QHash<UserId, QString>& authors) {
    const QString wanted = foldedText(name);
    QSet<UserId> whole, part;
    for (auto author = authors.begin(); author != authors.end(); ++author) {
        if (author.value() == wanted)
            whole.insert(author.key());
        else if (QString(u' ' + author.value()).contains(QString(u' ' + wanted)))
            part.insert(author.key());
    }
    return whole.isEmpty() ? part : whole;
}

std::optional<QSet<UserId>> authorsOf(const SearchMessages& request, const QStringList& names, UserId me,
                                      const QList<Message>& messages, UserDirectory& people) {
    if (names.isEmpty())
        return request.by ? std::optional(QSet<UserId>{*request.by}) : std::nullopt;
    QHash<UserId, QString> authors;
    for (const Message& message : messages) {
        if (!authors.contains(message.by))
            authors.insert(message.by, foldedText(people.name(message.by)));
    }
    QSet<UserId> found;
    for (const QString& name : names)
        found += foldedText(name) == u"me" ? QSet<UserId>{me} : authorsNamed(name, authors);
    return request.by ? found & QSet<UserId>{*request.by} : found;
}

bool hasImage(const QList<File>& files) {
    return std::ranges::any_of(files, [](const File& file) { return file.type.startsWith(QLatin1String("image/")); });
}

bool matches(const Message& message, const Wanted& wanted) {
    if ((wanted.before && message.at >= *wanted.before) || (wanted.after && message.at < *wanted.after) ||
        (wanted.by && !wanted.by->contains(message.by)))
        return false;
    const QList<File> files = message.files.value_or(QList<File>());
    if ((wanted.query.hasFile && files.isEmpty()) || (wanted.query.hasImage && !hasImage(files)) ||
        (wanted.query.hasLink && !hasLink(message.body)))
        return false;
    QStringList names;
    for (const File& file : files)
        names.append(file.name);
    return containsAll(wanted.terms, message.body, names);
}

/// Of two bounds the one that leaves less.
std::optional<UtcTime> earlier(std::optional<UtcTime> a, std::optional<UtcTime> b) {
    return a && b ? std::min(a, b) : a ? a : b;
}

Wanted wantedOf(const SearchMessages& request) {
    Wanted wanted{parseSearchQuery(request.query), {}, {}, {}, {}};
    wanted.terms = foldedTerms(wanted.query.words);
    wanted.before = earlier(request.before, wanted.query.before);
    wanted.after = std::max(request.after, wanted.query.after); // an empty one is less than any
    wanted.query.hasFile |= request.has == SearchHas::File;
    wanted.query.hasLink |= request.has == SearchHas::Link;
    wanted.query.hasImage |= request.has == SearchHas::Image;
    return wanted;
}

} // namespace

SearchAnswer searchStored(const SearchMessages& request, UserId me, const Rooms& rooms, UserDirectory& people,
                          const StoreFeed& store) {
    Wanted wanted = wantedOf(request);
    const QList<Message> messages = storedMessages(searchedRooms(request, wanted.query.in, rooms), store);
    wanted.by = authorsOf(request, wanted.query.from, me, messages, people);
    SearchAnswer answer;
    for (const Message& message : messages) {
        if (answer.hits.size() == limits::foundMessages)
            break;
        if (matches(message, wanted))
            answer.hits.append({message, matchedRanges(wanted.terms, message.body, limits::rangesPerHit)});
    }
    return answer;
}

} // namespace confab::client
