// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/searching.h"

#include "common/protocol/text.h"
#include "common/search/foldedtext.h"
#include "common/search/searchquery.h"

#include <algorithm>

namespace confab {

namespace {

tl::unexpected<Error> wrongParam(const char* name, const char* expected) {
    const QString path = QString(u"params." % QLatin1String(name));
    return fail(Error::invalid(path, QString(path % u": " % QLatin1String(expected))));
}

/// The people by whom a message may be; nothing: anybody.
std::optional<QList<UserId>> authorsOf(const std::optional<UserId>& by, std::optional<QList<UserId>> named) {
    if (!by)
        return named;
    return !named || named->contains(*by) ? QList<UserId>{*by} : QList<UserId>();
}

/// Without `by`. InputInvalid.
Result<SearchQuestion> questionOf(UserId caller, const SearchMessages& request, const SearchQuery& query) {
    SearchQuestion question{caller, foldedTerms(query.words), request.room};
    if (question.terms.size() > limits::searchTerms)
        return wrongParam("query", "fewer words expected");
    for (const QString& name : query.in)
        question.roomNames.append(foldedText(name));
    question.before = request.before && query.before ? std::min(*request.before, *query.before)
                      : request.before               ? request.before
                                                     : query.before;
    question.after = std::max(request.after, query.after); // an empty one is less than any
    question.hasFile = query.hasFile || request.has == SearchHas::File;
    question.hasLink = query.hasLink || request.has == SearchHas::Link;
    question.hasImage = query.hasImage || request.has == SearchHas::Image;
    question.limit = request.limit.value_or(limits::foundByDefault);
    if (request.cursor) {
        question.from = SearchPlace::fromCursor(*request.cursor);
        if (!question.from)
            return wrongParam("cursor", "the cursor of an earlier answer expected");
    }
    const bool isFiltered = question.before || question.after || question.hasFile || question.hasLink ||
                            question.hasImage || request.by || request.room || !query.from.isEmpty() ||
                            !query.in.isEmpty();
    if (question.terms.isEmpty() && !isFiltered)
        return wrongParam("query", "a word or a filter expected");
    return question;
}

} // namespace

QCoro::Task<Result<QList<UserId>>> Searching::named(QStringList names, UserId caller) {
    QList<UserId> people;
    for (const QString& name : std::as_const(names)) {
        const QString folded = foldedText(name);
        if (folded == u"me") {
            people.append(caller);
            continue;
        }
        QString line = normalisedLine(name);
        Result<QList<User>> found = co_await m_storage.users().find(std::move(line), caller, limits::foundPeople);
        if (!found)
            co_return fail(std::move(found.error()));
        const auto isNamed = [&folded](const User& user) { return foldedText(user.name) == folded; };
        const bool hasNamed = std::ranges::any_of(*found, isNamed);
        for (const User& user : std::as_const(*found)) {
            if (!hasNamed || isNamed(user))
                people.append(user.id);
        }
    }
    co_return people;
}

QCoro::Task<Result<SearchAnswer>> Searching::handle(Caller caller, SearchMessages request) {
    const UserId user = caller.identity.user;
    const SearchQuery query = parseSearchQuery(normalisedText(request.query));
    Result<SearchQuestion> question = questionOf(user, request, query);
    if (!question)
        co_return fail(std::move(question.error()));
    std::optional<QList<UserId>> authors;
    if (!query.from.isEmpty()) {
        Result<QList<UserId>> people = co_await named(query.from, user);
        if (!people)
            co_return fail(std::move(people.error()));
        authors = std::move(*people);
    }
    question->by = authorsOf(request.by, std::move(authors));
    Result<SearchPage> page = co_await m_storage.search().find(std::move(*question));
    if (!page)
        co_return fail(std::move(page.error()));
    SearchAnswer answer;
    answer.hits = std::move(page->hits);
    answer.users = std::move(page->users);
    if (page->next)
        answer.cursor = page->next->toCursor();
    answer.indexing = page->indexed;
    co_return answer;
}

} // namespace confab
