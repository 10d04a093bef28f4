// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/emojiuses.h"
#include "app/models/roletable.h"

#include <QAbstractListModel>
#include <QPointer>

namespace confab::models {

/// The rows of an emoji picker: headings and rows of `columns` emoji, the recent ones first, then group by group; with
/// a query the emoji found, without headings. Knows the current emoji, which arrow keys move. Roles: heading (empty for
/// a row of emoji), emojis and names (lists of one length), group. Thread: the window's. Owned by: the picker.
class EmojiPickerModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(confab::models::EmojiUses* uses READ uses WRITE setUses NOTIFY usesChanged FINAL REQUIRED)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(int columns READ columns WRITE setColumns NOTIFY columnsChanged FINAL) ///< 1 and more
    Q_PROPERTY(int row READ row NOTIFY currentChanged FINAL)                          ///< -1: nothing is found
    Q_PROPERTY(int column READ column NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString emoji READ emoji NOTIFY currentChanged FINAL) ///< the current one; empty: nothing is found
    Q_PROPERTY(QString name READ name NOTIFY currentChanged FINAL)
    /// The current emoji in all skin tones, from none to dark; empty when it has none.
    Q_PROPERTY(QStringList tones READ tones NOTIFY currentChanged FINAL)
    /// The names of the groups, the recent ones first, also when there are none yet.
    Q_PROPERTY(QStringList groups READ groups NOTIFY queryChanged FINAL) // each time the picker opens: the language may
                                                                         // have changed

public:
    explicit EmojiPickerModel(QObject* parent = nullptr);

    EmojiUses* uses() const { return m_uses; }
    void setUses(EmojiUses* uses);
    QString query() const { return m_query; }
    void setQuery(const QString& query);
    int columns() const { return m_columns; }
    void setColumns(int columns);
    int row() const { return m_row; }
    int column() const { return m_column; }
    QString emoji() const;
    QString name() const;
    QStringList tones() const;
    QStringList groups() const;

    Q_INVOKABLE void setCurrent(int row, int column);
    /// To the neighbour, over the ends of rows and over headings. False, and no change, where there is none.
    Q_INVOKABLE bool moveBy(int columns, int rows);
    /// Makes the first emoji of a group the current one. The row of its heading; -1 when the group is empty.
    Q_INVOKABLE int goToGroup(int group);
    /// The group of a row; 0 where there is no such row.
    Q_INVOKABLE int groupAt(int row) const;
    /// The recent emoji anew, without a query, with the first one current.
    Q_INVOKABLE void restart();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static constexpr size_t foundMost = 200; ///< more than anybody scrolls through

Q_SIGNALS:
    void usesChanged();
    void queryChanged();
    void columnsChanged();
    void currentChanged();

private:
    struct Cell {
        const Emoji* emoji = nullptr;
        QString exactly; // a recent one: with the skin tone that it had
    };
    struct Row {
        QString heading;
        int group = 0;
        QList<Cell> cells;
    };

    static std::span<const Role<EmojiPickerModel>> table();
    void rebuild();
    void append(int group, const QString& heading, const QList<Cell>& cells);
    const Cell* current() const;
    QString shown(const Cell& cell) const;

    QPointer<EmojiUses> m_uses;
    QString m_query;
    int m_columns = 8;
    int m_row = -1;
    int m_column = 0;
    std::vector<Row> m_rows;
};

} // namespace confab::models
