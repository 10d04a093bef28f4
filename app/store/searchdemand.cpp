// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchdemand.h"

#include "app/store/storedatabase.h"
#include "app/store/storedvalues.h"
#include "common/protocol/text.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchquery.h"

#include <QVariant>

#include <algorithm>

namespace confab::store {

namespace {

/// Of each name those who have it; when nobody does, those of whom a word begins so.
void addPeople(const QString& name, const QHash<UserId, QString>& people, QSet<UserId>& found) {
    const QString folded = foldedText(name);
    const QString begin = u' ' + normalisedLine(name).toCaseFolded();
    QSet<UserId> whole, part;
    for (auto person = people.begin(); person != people.end(); ++person) {
        if (foldedText(person.value()) == folded)
            whole.insert(person.key());
        else if (QString(u' ' + person.value().toCaseFolded()).contains(begin))
            part.insert(person.key());
    }
    found += whole.isEmpty() ? part : whole;
}

QSet<UserId> peopleNamed(const QStringList& names, const StoreDatabase& database) {
    QHash<UserId, QString> people;
    QSqlQuery query = database.query();
    query.exec(QStringLiteral("SELECT id, name FROM people"));
    while (query.next())
        people.insert(UserId{query.value(0).toLongLong()}, query.value(1).toString());
    std::optional<User> me;
    if (query.exec(QStringLiteral("SELECT user FROM account")) && query.next())
        me = userFrom(query.value(0).toByteArray());
    if (me)
        people.insert(me->id, me->name);
    QSet<UserId> found;
    for (const QString& name : names) {
        if (me && foldedText(name) == u"me")
            found.insert(me->id);
        else
            addPeople(name, people, found);
    }
    return found;
}

/// Of each name the rooms that have it; for a name that none has, those whose names contain it.
QSet<RoomId> roomsNamed(const QStringList& names, const StoreDatabase& database) {
    QHash<RoomId, QString> rooms;
    QSqlQuery query = database.query();
    query.exec(QStringLiteral("SELECT room FROM rooms"));
    while (query.next()) {
        if (const std::optional<Room> room = roomFrom(query.value(0).toByteArray()))
            rooms.insert(room->id, foldedText(room->name));
    }
    QSet<RoomId> found;
    for (const QString& name : names) {
        const QString folded = foldedText(name);
        QSet<RoomId> whole, part;
        for (auto room = rooms.begin(); room != rooms.end(); ++room) {
            if (room.value() == folded)
                whole.insert(room.key());
            else if (room.value().contains(folded))
                part.insert(room.key());
        }
        found += whole.isEmpty() ? part : whole;
    }
    return found;
}

template <class Id>
void narrow(std::optional<QSet<Id>>& among, const std::optional<Id>& one) {
    if (one)
        among = !among || among->contains(*one) ? QSet<Id>{*one} : QSet<Id>();
}

/// Of two bounds the one that leaves less.
std::optional<UtcTime> earlier(std::optional<UtcTime> a, std::optional<UtcTime> b) {
    return a && b ? std::min(a, b) : a ? a : b;
}

} // namespace

bool hasImage(const QList<File>& files) {
    return std::ranges::any_of(files, [](const File& file) { return file.type.startsWith(QLatin1String("image/")); });
}

Result<SearchDemand> SearchDemand::of(const SearchMessages& request, const StoreDatabase& database) {
    const SearchQuery query = parseSearchQuery(normalisedText(request.query));
    SearchDemand demand;
    demand.terms = foldedTerms(query.words);
    if (demand.terms.size() > limits::searchTerms)
        return fail(Error::invalid(QStringLiteral("params.query"), QStringLiteral("fewer words expected")));
    demand.before = earlier(request.before, query.before);
    demand.after = std::max(request.after, query.after); // an empty one is less than any
    demand.hasFile = query.hasFile || request.has == SearchHas::File;
    demand.hasLink = query.hasLink || request.has == SearchHas::Link;
    demand.hasImage = query.hasImage || request.has == SearchHas::Image;
    if (!query.from.isEmpty())
        demand.by = peopleNamed(query.from, database);
    if (!query.in.isEmpty())
        demand.rooms = roomsNamed(query.in, database);
    narrow(demand.by, request.by);
    narrow(demand.rooms, request.room);
    const bool isFiltered = demand.before || demand.after || demand.hasFile || demand.hasLink || demand.hasImage ||
                            demand.by || !query.in.isEmpty();
    if (demand.terms.isEmpty() && !isFiltered)
        return fail(Error::invalid(QStringLiteral("params.query"), QStringLiteral("a word or a filter expected")));
    if (request.cursor) {
        demand.from = SearchPlace::fromCursor(*request.cursor);
        if (!demand.from)
            return fail(Error::invalid(QStringLiteral("params.cursor"),
                                       QStringLiteral("the cursor of an earlier answer expected")));
    }
    return demand;
}

bool SearchDemand::isMetBy(const Message& message) const {
    if (message.deletedAt || (by && !by->contains(message.by)) || (rooms && !rooms->contains(message.room)) ||
        !isAtTime({message.at, message.room, message.seq}))
        return false;
    const QList<File> files = message.files.value_or(QList<File>());
    if ((hasFile && files.isEmpty()) || (hasImage && !store::hasImage(files)) ||
        (hasLink && !confab::hasLink(message.body)))
        return false;
    QStringList names;
    for (const File& file : files)
        names.append(file.name);
    return containsAll(terms, message.body, names);
}

} // namespace confab::store
