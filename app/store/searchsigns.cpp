// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchsigns.h"

#include "app/store/searchdemand.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace confab::store {

namespace {

/// Ends each text of a message: folded ones have no newline.
constexpr QChar endOfText = u'\n';
constexpr char16_t firstBeyondAscii = 0x80;

// Of the bits one in four is set at most, so three letters that a message has not are in one sign of four at most, and
// a word of eight letters in next to none. A longer sign would make more of the store's file than it saves.
constexpr size_t bitsPerElement = 4;
constexpr size_t leastBits = 64;
constexpr size_t mostBits = size_t(1) << 16; // of a text of 8 KiB; in longer ones more bits are set

// A sign with joints has its power of two more by this. Those of earlier versions of the app have none, and 6 to 16.
constexpr int jointsMark = 15;
constexpr int mostPower = std::countr_zero(mostBits);
static_assert(std::countr_zero(leastBits) + jointsMark > mostPower);

/// Elements of all terms together that are looked for: more tell little that these do not.
constexpr size_t elementsMost = 64;

/// A sign in its segment: where; how many bits as a power of two, and the facts; when the message was sent; its
/// letters; and the bits.
constexpr qsizetype headBytes = 1 + 1 + 8 + 8;
static_assert(segmentSeqs <= 256);

/// What may be in a message, by kind, so that no letters look like an author.
enum class Kind : quint64 { Unit, UnitAgain, Two, Three, Author, AuthorAgain, AuthorOnceMore, Joint };
/// Beside the power of two.
enum Fact : quint8 { HasFile = 0x20, HasLink = 0x40, HasImage = 0x80 };
constexpr quint8 powerBits = 0x1F;

constexpr quint32 hashOf(Kind kind, quint64 what) {
    constexpr quint64 spreading = 0x9E3779B97F4A7C15; // Knuth's multiplicative hashing
    return quint32(((what * 8 + quint64(kind)) * spreading) >> 40);
}

/// Several, so that who has written little is found soon.
std::array<quint32, 3> hashesOf(UserId author) {
    const auto id = quint64(author.value);
    return {hashOf(Kind::Author, id), hashOf(Kind::AuthorAgain, id), hashOf(Kind::AuthorOnceMore, id)};
}

quint8 factsOf(const Message& message) {
    const QList<File> files = message.files.value_or(QList<File>());
    return quint8((files.isEmpty() ? 0 : HasFile) | (hasImage(files) ? HasImage : 0) |
                  (hasLink(message.body) ? HasLink : 0));
}

/// Of a folded text, or of several with endOfText behind each.
void addHashes(const QString& text, std::vector<quint32>& hashes) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const quint64 unit = text[i].unicode();
        if (unit >= firstBeyondAscii) { // one word in some scripts, so it has two bits
            hashes.push_back(hashOf(Kind::Unit, unit));
            hashes.push_back(hashOf(Kind::UnitAgain, unit));
        }
        if (i + 1 >= text.size() || text[i] == endOfText || text[i + 1] == endOfText)
            continue;
        const quint64 two = (unit << 16) | text[i + 1].unicode();
        hashes.push_back(hashOf(Kind::Two, two));
        if (i + 2 < text.size() && text[i + 2] != endOfText)
            hashes.push_back(hashOf(Kind::Three, (two << 16) | text[i + 2].unicode()));
    }
}

/// Where two words meet: so many units of each. Frequent words are in most messages, and next to each other in few.
constexpr std::array jointUnits{2, 3};

/// Of a text as in addHashes().
void addJoints(const QString& text, std::vector<quint32>& hashes) {
    for (qsizetype space = text.indexOf(u' '); space >= 0; space = text.indexOf(u' ', space + 1)) {
        for (const int units : jointUnits) {
            if (space < units || space + units >= text.size())
                break;
            const QStringView joint = QStringView(text).mid(space - units, 2 * units + 1);
            if (joint.count(u' ') > 1 || joint.contains(endOfText))
                break; // a shorter word: nor are there more units of it
            quint64 what = 0;
            for (const QChar unit : joint)
                what = (what ^ unit.unicode()) * 0x100000001B3; // FNV-1a
            hashes.push_back(hashOf(Kind::Joint, what));
        }
    }
}

/// A bit for each ASCII letter and digit of a folded text; what is left serves the signs, and the last one says that
/// there are others. One letter is in so many messages that only an exact look spares reading them.
quint64 lettersIn(const QString& text) {
    quint64 letters = 0;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const int bit = unit >= firstBeyondAscii       ? 63
                        : unit >= u'a' && unit <= u'z' ? unit - u'a'
                        : unit >= u'0' && unit <= u'9' ? 26 + unit - u'0'
                                                       : 36 + unit % 27;
        if (unit > u' ')
            letters |= quint64(1) << bit;
    }
    return letters;
}

void makeUnique(std::vector<quint32>& hashes) {
    std::ranges::sort(hashes);
    const auto same = std::ranges::unique(hashes);
    hashes.erase(same.begin(), same.end());
}

/// The body and the names of the files.
QString textOf(const Message& message) {
    QString text = foldedText(message.body) + endOfText;
    for (const File& file : message.files.value_or(QList<File>()))
        text += foldedText(file.name) + endOfText;
    return text;
}

/// Each once.
std::vector<quint32> hashesOf(const Message& message, const QString& text) {
    std::vector<quint32> hashes;
    hashes.reserve(size_t(text.size()) * 2 + 4);
    addHashes(text, hashes);
    for (const quint32 hash : hashesOf(message.by))
        hashes.push_back(hash);
    makeUnique(hashes);
    return hashes;
}

} // namespace

void addSign(const Message& message, QByteArray& signs) {
    if (message.deletedAt)
        return;
    const QString text = textOf(message);
    const std::vector<quint32> hashes = hashesOf(message, text);
    std::vector<quint32> joints; // in a sign that is no longer for them: a longer one costs more than it saves
    addJoints(text, joints);
    const size_t bits = std::clamp(std::bit_ceil(hashes.size() * bitsPerElement), leastBits, mostBits);
    const qsizetype begin = signs.size();
    signs.resize(begin + headBytes + qsizetype(bits / 8), '\0');
    char* const head = signs.data() + begin;
    head[0] = char(quint8(message.seq % segmentSeqs));
    head[1] = char(quint8(std::countr_zero(bits) + jointsMark) | factsOf(message));
    qToLittleEndian<qint64>(message.at.ms, head + 2);
    qToLittleEndian<quint64>(lettersIn(text), head + 10);
    const auto set = [&](const std::vector<quint32>& all) {
        for (const quint32 hash : all) {
            const size_t bit = hash & (bits - 1);
            head[headBytes + qsizetype(bit / 8)] |= char(1U << (bit % 8));
        }
    };
    set(hashes);
    set(joints);
}

SoughtSigns::SoughtSigns(const SearchDemand& demand) {
    for (const QString& term : demand.terms) {
        m_letters |= lettersIn(term);
        addHashes(term, m_all);
        addJoints(term, m_joints);
    }
    makeUnique(m_all);
    makeUnique(m_joints);
    if (m_joints.size() > elementsMost)
        m_joints.resize(elementsMost);
    if (m_all.size() > elementsMost)
        m_all.resize(elementsMost);
    m_facts =
        quint8((demand.hasFile ? HasFile : 0) | (demand.hasLink ? HasLink : 0) | (demand.hasImage ? HasImage : 0));
    for (const UserId author : demand.by.value_or(QSet<UserId>()))
        m_authors.push_back(hashesOf(author));
}

void SoughtSigns::find(const QByteArray& signs, Seq segment, std::vector<SignedPlace>& found) const {
    const char* at = signs.constData();
    const char* const end = at + signs.size();
    while (end - at > headBytes) {
        const auto facts = quint8(at[1]);
        const int power = facts & powerBits;
        const bool hasJoints = power > mostPower;
        const size_t bits = size_t(1) << (hasJoints ? power - jointsMark : power);
        const char* const sign = at + headBytes;
        if (bits < 8 || qsizetype(bits / 8) > end - sign)
            return;
        const auto has = [&](quint32 hash) {
            const size_t bit = hash & (bits - 1);
            return (quint8(sign[bit / 8]) >> (bit % 8)) & 1U;
        };
        const bool hasLetters = (qFromLittleEndian<quint64>(at + 10) & m_letters) == m_letters;
        const auto isBy = [&](const auto& author) { return std::ranges::all_of(author, has); };
        if (hasLetters && (facts & m_facts) == m_facts && std::ranges::all_of(m_all, has) &&
            (!hasJoints || std::ranges::all_of(m_joints, has)) &&
            (m_authors.empty() || std::ranges::any_of(m_authors, isBy)))
            found.push_back({segment * segmentSeqs + quint8(at[0]), UtcTime{qFromLittleEndian<qint64>(at + 2)}});
        at = sign + bits / 8;
    }
}

} // namespace confab::store
