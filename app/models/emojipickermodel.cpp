// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/emojipickermodel.h"

#include "common/emoji/emojisearch.h"

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

constexpr int recentRows = 2; // more would push the groups out of sight

} // namespace

EmojiPickerModel::EmojiPickerModel(QObject* parent) : QAbstractListModel(parent) {}

void EmojiPickerModel::setUses(EmojiUses* uses) {
    if (uses == m_uses)
        return;
    if (m_uses)
        m_uses->disconnect(this);
    m_uses = uses;
    if (uses) {
        connect(uses, &EmojiUses::skinToneChanged, this, [this] {
            if (!m_rows.empty())
                Q_EMIT dataChanged(index(0), index(rowCount() - 1));
            Q_EMIT currentChanged();
        });
    }
    Q_EMIT usesChanged();
    rebuild();
}

void EmojiPickerModel::setQuery(const QString& query) {
    if (query == m_query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    rebuild();
}

void EmojiPickerModel::setColumns(int columns) {
    columns = std::max(1, columns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    Q_EMIT columnsChanged();
    rebuild();
}

void EmojiPickerModel::restart() {
    m_query.clear();
    Q_EMIT queryChanged();
    rebuild();
}

// The recent emoji of the last rebuild stay while the picker is open: nothing moves under the pointer.
void EmojiPickerModel::rebuild() {
    beginResetModel();
    m_rows.clear();
    QList<Cell> cells;
    if (!m_query.trimmed().isEmpty()) {
        for (const Emoji* emoji : searchEmoji(m_query, foundMost, EmojiUses::language()))
            cells.append(Cell{emoji, {}});
        append(-1, {}, cells);
    } else {
        const QStringList recents = m_uses ? m_uses->recents() : QStringList();
        for (const QString& emoji : recents) {
            if (cells.size() < recentRows * m_columns)
                cells.append(Cell{findEmoji(emoji), emoji});
        }
        const QStringList names = groups();
        append(0, names[0], cells);
        const auto all = emojiList();
        for (auto begin = all.begin(); begin != all.end();) {
            const int group = begin->group;
            cells.clear();
            for (; begin != all.end() && begin->group == group; ++begin)
                cells.append(Cell{&*begin, {}});
            append(group + 1, names[group + 1], cells);
        }
    }
    m_column = 0;
    m_row = m_rows.empty() ? -1 : m_rows.front().heading.isEmpty() ? 0 : 1;
    endResetModel();
    Q_EMIT currentChanged();
}

void EmojiPickerModel::append(int group, const QString& heading, const QList<Cell>& cells) {
    if (cells.isEmpty())
        return;
    if (!heading.isEmpty())
        m_rows.push_back({heading, group, {}});
    for (qsizetype at = 0; at < cells.size(); at += m_columns)
        m_rows.push_back({{}, group, cells.mid(at, m_columns)});
}

const EmojiPickerModel::Cell* EmojiPickerModel::current() const {
    return m_row < 0 ? nullptr : &m_rows[size_t(m_row)].cells[m_column];
}

QString EmojiPickerModel::shown(const Cell& cell) const {
    if (!cell.exactly.isEmpty())
        return cell.exactly;
    return cell.emoji->withTone(m_uses ? m_uses->skinTone() : SkinTone::None);
}

QString EmojiPickerModel::emoji() const {
    return current() ? shown(*current()) : QString();
}

QString EmojiPickerModel::name() const {
    return current() ? emojiName(shown(*current()), EmojiUses::language()) : QString();
}

QStringList EmojiPickerModel::tones() const {
    QStringList all;
    if (!current() || !current()->emoji || !current()->emoji->hasSkinTones())
        return all;
    for (int tone = 0; tone < skinToneCount; ++tone)
        all << current()->emoji->withTone(SkinTone(tone));
    return all;
}

QStringList EmojiPickerModel::groups() const {
    return {tr("Recently used"),   tr("Smileys and feelings"),
            tr("People and body"), tr("Animals and nature"),
            tr("Food and drink"),  tr("Travel and places"),
            tr("Activities"),      tr("Objects"),
            tr("Symbols"),         tr("Flags")};
}

void EmojiPickerModel::setCurrent(int row, int column) {
    if (row < 0 || row >= rowCount() || column < 0 || column >= m_rows[size_t(row)].cells.size())
        return;
    m_row = row;
    m_column = column;
    Q_EMIT currentChanged();
}

bool EmojiPickerModel::moveBy(int columns, int rows) {
    if (m_row < 0)
        return false;
    int row = m_row, column = m_column + columns;
    const auto cellsOf = [this](int at) { return int(m_rows[size_t(at)].cells.size()); };
    const int step = rows != 0 ? rows : column < 0 ? -1 : column >= cellsOf(row) ? 1 : 0;
    if (step != 0) {
        const int direction = step > 0 ? 1 : -1;
        int left = std::abs(step), reached = -1;
        for (int at = row + direction; left > 0 && at >= 0 && at < rowCount(); at += direction) {
            if (cellsOf(at) == 0)
                continue;
            reached = at;
            --left;
        }
        if (reached < 0)
            return false;
        row = reached;
        column = rows != 0 ? std::min(column, cellsOf(row) - 1) : direction > 0 ? 0 : cellsOf(row) - 1;
    }
    setCurrent(row, column);
    return true;
}

int EmojiPickerModel::goToGroup(int group) {
    const auto heading =
        std::find_if(m_rows.begin(), m_rows.end(), [group](const Row& row) { return row.group == group; });
    if (heading == m_rows.end())
        return -1;
    const int row = int(heading - m_rows.begin());
    setCurrent(row + 1, 0);
    return row;
}

int EmojiPickerModel::groupAt(int row) const {
    return row < 0 || row >= rowCount() ? 0 : m_rows[size_t(row)].group;
}

std::span<const Role<EmojiPickerModel>> EmojiPickerModel::table() {
    using M = const EmojiPickerModel&;
    static constexpr std::array<Role<EmojiPickerModel>, 4> roles{{
        {"heading", [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].heading; }},
        {"emojis",
         [](M m, int row) -> QVariant {
             QStringList all;
             for (const Cell& cell : m.m_rows[size_t(row)].cells)
                 all << m.shown(cell);
             return all;
         }},
        {"names",
         [](M m, int row) -> QVariant {
             QStringList all;
             const EmojiLanguage* const language = EmojiUses::language();
             for (const Cell& cell : m.m_rows[size_t(row)].cells)
                 all << (cell.emoji ? cell.emoji->name(language) : cell.exactly);
             return all;
         }},
        {"group", [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].group; }},
    }};
    return roles;
}

int EmojiPickerModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant EmojiPickerModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> EmojiPickerModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
