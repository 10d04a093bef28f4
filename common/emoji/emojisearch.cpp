// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojisearch.h"

#include "common/emoji/emojilanguage.h"

#include <algorithm>
#include <array>
#include <optional>

namespace confab {

namespace {

using Text = std::string_view;

/// In the order of the results.
enum class Rank { Name, Keyword, NameBegins, NameWords, Words };
constexpr size_t rankCount = 5;

QChar foldedUnit(QChar unit, QChar before, QChar after) {
    if (unit.isLetterOrNumber() || unit.isSurrogate() || unit == u'+' || unit == u'*' || unit == u'#')
        return unit;
    return unit == u'-' && !before.isLetterOrNumber() && after.isLetterOrNumber() ? unit : QChar(u' ');
}

std::vector<Text> split(Text text, char separator) {
    std::vector<Text> parts;
    for (size_t begin = 0; begin <= text.size();) {
        const size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool hasWordWith(Text text, Text beginning) {
    for (size_t at = text.find(beginning); at != Text::npos; at = text.find(beginning, at + 1)) {
        if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '|')
            return true;
    }
    return false;
}

bool hasWordsWith(Text text, const std::vector<Text>& beginnings) {
    return std::all_of(beginnings.begin(), beginnings.end(), [&](Text one) { return hasWordWith(text, one); });
}

bool hasKeyword(Text keywords, Text query) {
    for (size_t at = keywords.find(query); at != Text::npos; at = keywords.find(query, at + 1)) {
        const size_t end = at + query.size();
        if ((at == 0 || keywords[at - 1] == '|') && (end == keywords.size() || keywords[end] == '|'))
            return true;
    }
    return false;
}

/// Of a search text.
std::optional<Rank> rankOf(Text all, Text query, const std::vector<Text>& words) {
    if (!hasWordsWith(all, words))
        return {};
    const size_t end = std::min(all.find('|'), all.size());
    const Text name = all.substr(0, end);
    if (name == query)
        return Rank::Name;
    if (hasKeyword(all.substr(std::min(end + 1, all.size())), query))
        return Rank::Keyword;
    if (name.substr(0, query.size()) == query)
        return Rank::NameBegins;
    return hasWordsWith(name, words) ? Rank::NameWords : Rank::Words;
}

struct Hit {
    const Emoji* emoji;
    Text text; // in which it was found
};
using Hits = std::vector<Hit>;

/// "heart" is all there is to say of a red heart, and one of many words for a cat with eyes like that.
void sortByDistance(Hits& hits, Text query) {
    const auto distance = [query](const Hit& hit) {
        const Text name = hit.text.substr(0, hit.text.find('|'));
        const bool kind = name.size() > query.size() && name.substr(name.size() - query.size()) == query;
        return 2 * std::count(hit.text.begin(), hit.text.end(), '|') - (kind ? 1 : 0);
    };
    std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return distance(a) < distance(b); });
}

} // namespace

QString foldedWords(QStringView text) {
    const QString plain = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    QString letters;
    for (const QChar unit : plain) {
        if (!unit.isMark() && unit != u'\'' && unit != u'’')
            letters += unit;
    }
    QString folded;
    for (qsizetype i = 0; i < letters.size(); ++i)
        folded +=
            foldedUnit(letters[i], i > 0 ? letters[i - 1] : QChar(), i + 1 < letters.size() ? letters[i + 1] : QChar());
    return folded.simplified();
}

std::vector<const Emoji*> searchEmoji(QStringView query, size_t most, const EmojiLanguage* language) {
    if (query.size() > searchUnitsMost)
        return {};
    const std::string folded = foldedWords(query).toStdString();
    if (folded.empty())
        return {};
    const std::vector<Text> words = split(folded, ' ');
    std::array<Hits, rankCount> here, english; // English ones only of what is not found in the language
    for (const Emoji& emoji : emojiList()) {
        const Text there = language ? language->searchText(emoji) : Text();
        if (const std::optional<Rank> rank = there.empty() ? std::nullopt : rankOf(there, folded, words))
            here[size_t(*rank)].push_back({&emoji, there});
        else if (const std::optional<Rank> other = rankOf(emoji.searchText(), folded, words))
            english[size_t(*other)].push_back({&emoji, emoji.searchText()});
    }
    std::vector<const Emoji*> found;
    for (auto* ranked : {&here, &english}) {
        sortByDistance((*ranked)[size_t(Rank::Keyword)], folded);
        for (const Hits& equals : *ranked) {
            for (const Hit& hit : equals)
                found.push_back(hit.emoji);
        }
    }
    if (found.size() > most)
        found.resize(most);
    return found;
}

} // namespace confab
