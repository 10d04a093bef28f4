// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/language.h"

#include <QObject>
#include <QQmlEngine>
#include <QSettings>
#include <QSize>
#include <QTimer>

namespace confab::models {

/// The look of the window, as the user chose it; saved at once.
/// Thread: the window's. Owned by: Workspace.
class Appearance : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL) ///< 0.8 to 2
    Q_PROPERTY(bool reducedMotion READ isReducedMotion WRITE setReducedMotion NOTIFY changed FINAL)
    /// Lower rows in the timeline and in the list of rooms, so that more of them are seen.
    Q_PROPERTY(bool compact READ isCompact WRITE setCompact NOTIFY changed FINAL)
    Q_PROPERTY(Contrast contrast READ contrast WRITE setContrast NOTIFY changed FINAL)
    Q_PROPERTY(bool highContrast READ isHighContrast NOTIFY changed FINAL)
    Q_PROPERTY(confab::models::Language* language READ language CONSTANT FINAL)
    Q_PROPERTY(bool showDetails READ showsDetails WRITE setShowDetails NOTIFY changed FINAL)
    /// The initial size of the window: the last one, or 1200 × 780; never larger than the screen.
    Q_PROPERTY(int windowWidth READ windowWidth CONSTANT FINAL)
    Q_PROPERTY(int windowHeight READ windowHeight CONSTANT FINAL)
    Q_PROPERTY(int leastWidth READ leastWidth CONSTANT FINAL)
    Q_PROPERTY(int leastHeight READ leastHeight CONSTANT FINAL)
    /// The system's typeface for code.
    Q_PROPERTY(QString codeFamily MEMBER m_codeFamily CONSTANT FINAL)
    Q_PROPERTY(QString appVersion MEMBER m_appVersion CONSTANT FINAL)
    Q_PROPERTY(QString qtVersion MEMBER m_qtVersion CONSTANT FINAL)

public:
    enum Scheme { System, Light, Dark };
    Q_ENUM(Scheme)
    enum Contrast { ContrastOfSystem, NormalContrast, HighContrast };
    Q_ENUM(Contrast)

    /// `settings` must outlive this.
    explicit Appearance(QSettings& settings);
    ~Appearance() override;

    /// The area of the screen for a window, in the window's pixels. Set before the window is made.
    void setScreenSize(QSize available) { m_screen = available; }

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const;
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    bool isReducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    bool isCompact() const { return m_compact; }
    void setCompact(bool compact);
    Contrast contrast() const { return m_contrast; }
    void setContrast(Contrast contrast);
    bool isHighContrast() const;
    /// What the desktop asks for; until it is known it asks for nothing.
    void setSystemContrast(bool high);
    Language* language() { return &m_language; }
    bool showsDetails() const { return m_showDetails; }
    void setShowDetails(bool show);
    int windowWidth() const;
    int windowHeight() const;
    int leastWidth() const;
    int leastHeight() const;
    /// Saved when the size has settled, so that it survives a crash, too.
    Q_INVOKABLE void rememberSize(int width, int height);
    /// The last size was not the user's choice.
    Q_INVOKABLE void dropSize() { m_resizing.stop(); }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void writeSize();

    QSettings& m_settings;
    Language m_language;
    Scheme m_scheme;
    double m_textScale;
    bool m_reducedMotion;
    bool m_compact;
    Contrast m_contrast;
    bool m_systemContrast = false;
    bool m_showDetails;
    const QString m_codeFamily;
    const QString m_appVersion;
    const QString m_qtVersion;
    QSize m_screen;
    QSize m_size; // to be saved
    QTimer m_resizing;
};

} // namespace confab::models
