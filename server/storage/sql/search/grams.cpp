// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/grams.h"

#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"

#include <algorithm>
#include <string_view>

namespace confab {

namespace {

/// Ends each text of a message: folded ones have no newline.
constexpr QChar endOfText = u'\n';
constexpr char16_t firstBeyondAscii = 0x80;
constexpr char16_t greatestUnit = 0xFFFF;

/// Grams of one term that are looked up: more tell little that these do not.
constexpr size_t gramsPerTerm = 12;

constexpr Gram gramOf(char16_t first, char16_t second, char16_t third) {
    return (Gram(first) << 32) | (Gram(second) << 16) | third;
}

/// How rare a unit is in texts, roughly: English letters by frequency, spaces as the most frequent of all.
int rarity(QChar unit) {
    constexpr std::u16string_view byFrequency = u" etaoinsrhldcumfpgwybvkxjqz";
    const size_t place = byFrequency.find(unit.unicode());
    return int(place == byFrequency.npos ? byFrequency.size() : place);
}

struct RatedRange {
    GramRange range;
    int rarity = 0;
};

} // namespace

int partOf(Gram gram) {
    constexpr quint64 spreading = 0x9E3779B97F4A7C15; // Knuth's multiplicative hashing
    return int(((gram >> 16) * spreading) >> 58);
}
static_assert(gramParts == 1 << (64 - 58));

bool hasImage(const MessageContent& content) {
    return content.files && std::ranges::any_of(*content.files, [](const File& file) {
               return file.type.startsWith(QLatin1String("image/"));
           });
}

QStringList fileNames(const MessageContent& content) {
    QStringList names;
    for (const File& file : content.files.value_or(QList<File>()))
        names.append(file.name);
    return names;
}

std::vector<Gram> gramsOf(const Message& message) {
    std::vector<Gram> grams;
    if (message.deletedAt)
        return grams;
    QString text = foldedText(message.body) + endOfText;
    for (const QString& name : fileNames(message))
        text += foldedText(name) + endOfText;
    grams.reserve(size_t(text.size()) + 4);
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= firstBeyondAscii)
            grams.push_back(gramOf(unit, 0, 0));
        // Two units at the end have one gram, so that they are found; the next text is another one.
        if (text[i] != endOfText && text[i + 1] != endOfText)
            grams.push_back(gramOf(unit, text[i + 1].unicode(), text[i + 2].unicode()));
    }
    grams.push_back(gramOfAuthor(message.by));
    if (message.files && !message.files->isEmpty())
        grams.push_back(gramOfFiles);
    if (hasLink(message.body))
        grams.push_back(gramOfLinks);
    if (hasImage(message))
        grams.push_back(gramOfImages);
    std::ranges::sort(grams);
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
}

std::vector<GramRange> rangesOf(const QString& term) {
    const auto unit = [&term](qsizetype at) { return term[at].unicode(); };
    if (term.size() == 1 && unit(0) >= firstBeyondAscii)
        return {{gramOf(unit(0), 0, 0), gramOf(unit(0), 0, 0)}};
    if (term.size() == 2)
        return {{gramOf(unit(0), unit(1), 0), gramOf(unit(0), unit(1), greatestUnit)}};
    std::vector<RatedRange> rated;
    for (qsizetype i = 0; i + 2 < term.size(); ++i) {
        const Gram gram = gramOf(unit(i), unit(i + 1), unit(i + 2));
        rated.push_back({{gram, gram}, rarity(term[i]) + rarity(term[i + 1]) + rarity(term[i + 2])});
    }
    std::ranges::stable_sort(rated, std::greater(), &RatedRange::rarity);
    std::vector<GramRange> ranges;
    for (size_t i = 0; i < std::min(rated.size(), gramsPerTerm); ++i)
        ranges.push_back(rated[i].range);
    return ranges;
}

} // namespace confab
