namespace Holdfast.Core.People;

/// <summary>How somebody wants their screens to look; where nothing is chosen, as their system asks.</summary>
public enum Theme
{
    Light,
    Dark,

    /// <summary>Black on white, every line as strong as the text.</summary>
    HighContrast,

    /// <summary>White on black.</summary>
    HighContrastDark,
}
