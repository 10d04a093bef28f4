// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QQmlEngine>
#include <QQuickItem>

#include <memory>

class QQmlContext;

namespace confab::qml {

/// A part that few rows have, made only where it is wanted: a hidden one costs as much as one that shows. Has the size
/// that its part wants, unless it is given one, and has it at once: a row that grows a frame later pushes up the rows
/// above it. A Loader does the same for several times the cost, which each row pays for each part that it does not
/// have. Thread: the window's. Owned by: the row.
class RowPart : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool wanted READ wanted WRITE setWanted NOTIFY changed FINAL)
    /// In the folder of the file that has this.
    Q_PROPERTY(QString file READ file WRITE setFile NOTIFY changed FINAL)
    /// What the part gets as its property `role`.
    Q_PROPERTY(QQuickItem* owner READ owner WRITE setOwner NOTIFY changed FINAL)
    Q_PROPERTY(QString role READ role WRITE setRole NOTIFY changed FINAL)
    Q_PROPERTY(QQuickItem* item READ item NOTIFY itemChanged FINAL) ///< the part; null while it is not wanted

public:
    explicit RowPart(QQuickItem* parent = nullptr);
    ~RowPart() override;

    bool wanted() const { return m_wanted; }
    void setWanted(bool wanted);
    QString file() const { return m_file; }
    void setFile(const QString& file);
    QQuickItem* owner() const { return m_owner; }
    void setOwner(QQuickItem* owner);
    QString role() const { return m_role; }
    void setRole(const QString& role);
    QQuickItem* item() const { return m_item; }

Q_SIGNALS:
    void changed();
    void itemChanged();

protected:
    void componentComplete() override;
    void geometryChange(const QRectF& now, const QRectF& before) override;

private:
    void make();
    void drop();
    void fit();
    void ownerGoes();

    bool m_wanted = false;
    QString m_file;
    QPointer<QQuickItem> m_owner;
    QString m_role = QStringLiteral("row");
    QPointer<QQuickItem> m_item;
    std::unique_ptr<QQmlContext> m_context; // of the part; without it none of its bindings runs
};

} // namespace confab::qml
