// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stagesearch.h"

#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchquery.h"

#include <algorithm>

namespace confab::test {

namespace {

bool isNamed(const QStringList& names, const QString& name) {
    return names.isEmpty() ||
           std::ranges::any_of(names, [&](const QString& one) { return foldedText(one) == foldedText(name); });
}

QStringList fileNames(const Message& message) {
    QStringList names;
    for (const File& file : message.files.value_or(QList<File>()))
        names.append(file.name);
    return names;
}

} // namespace

SearchAnswer searchTexts(const SearchedTexts& texts, const SearchMessages& request) {
    const SearchQuery query = parseSearchQuery(request.query);
    QStringList terms;
    for (const QString& word : query.words)
        terms.append(foldedText(word));
    const auto nameOf = [&](UserId id) {
        for (const User& user : texts.users) {
            if (user.id == id)
                return user.name;
        }
        return QString();
    };
    const auto matches = [&](const Message& message) {
        const bool isMine = message.by == texts.me && query.from.contains(QStringLiteral("me"));
        return !message.deletedAt && (!request.room || message.room == *request.room) &&
               (isMine || isNamed(query.from, nameOf(message.by))) && isNamed(query.in, texts.roomName(message.room)) &&
               (!query.before || message.at < *query.before) && (!query.after || message.at >= *query.after) &&
               (!query.hasFile || message.files) && (!query.hasLink || hasLink(message.body)) &&
               containsAll(terms, message.body, fileNames(message));
    };
    QList<Message> found;
    std::ranges::copy_if(texts.messages, std::back_inserter(found), matches);
    std::ranges::sort(found, [](const Message& a, const Message& b) {
        return std::tuple(a.at, a.room, a.seq) > std::tuple(b.at, b.room, b.seq);
    });
    const qsizetype begin = request.cursor.value_or(QString()).toLongLong();
    const qsizetype end = std::min(found.size(), begin + request.limit.value_or(limits::foundByDefault));
    SearchAnswer answer;
    answer.users = texts.users;
    for (qsizetype at = begin; at < end; ++at)
        answer.hits.append({found[at], matchedRanges(terms, found[at].body, limits::rangesPerHit)});
    if (end < found.size())
        answer.cursor = QString::number(end);
    return answer;
}

} // namespace confab::test
