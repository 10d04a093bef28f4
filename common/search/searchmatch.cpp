// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/search/searchmatch.h"

#include "common/search/foldedtext.h"

#include <algorithm>

namespace confab {

namespace {

struct Range {
    qsizetype start;
    qsizetype end;
};

/// Of the folded units from `at` on; a letter that became several is whole.
Range originalRange(const FoldedText& folded, qsizetype at, qsizetype length) {
    const qsizetype last = folded.from[size_t(at + length - 1)];
    size_t behind = size_t(at + length);
    while (behind + 1 < folded.from.size() && folded.from[behind] == last)
        ++behind;
    return {folded.from[size_t(at)], folded.from[behind]};
}

} // namespace

bool containsAll(const QStringList& terms, const QString& body, const QStringList& names) {
    if (terms.isEmpty())
        return true;
    const QString folded = foldedText(body);
    QStringList foldedNames;
    for (const QString& name : names)
        foldedNames.append(foldedText(name));
    return std::ranges::all_of(terms, [&](const QString& term) {
        return folded.contains(term) ||
               std::ranges::any_of(foldedNames, [&](const QString& name) { return name.contains(term); });
    });
}

QList<QList<int>> matchedRanges(const QStringList& terms, const QString& body, qsizetype most) {
    const FoldedText folded = foldedWithPlaces(body);
    std::vector<Range> all;
    for (const QString& term : terms) {
        qsizetype found = 0; // each term up to the bound: the first ones of all are among these
        for (qsizetype at = folded.text.indexOf(term); at >= 0 && found < most; ++found) {
            all.push_back(originalRange(folded, at, term.size()));
            at = folded.text.indexOf(term, at + term.size());
        }
    }
    std::ranges::sort(all, {}, &Range::start);
    QList<QList<int>> ranges;
    for (const auto& [start, end] : all) {
        if (!ranges.isEmpty() && start <= ranges.last()[0] + ranges.last()[1])
            ranges.last()[1] = std::max(ranges.last()[1], int(end) - ranges.last()[0]);
        else if (ranges.size() < most)
            ranges.append({int(start), int(end - start)});
    }
    return ranges;
}

bool hasLink(const QString& body) {
    return body.contains(QLatin1String("http://"), Qt::CaseInsensitive) ||
           body.contains(QLatin1String("https://"), Qt::CaseInsensitive);
}

} // namespace confab
