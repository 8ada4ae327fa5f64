namespace Holdfast.Core.Procedures;

/// <summary>A number to call.</summary>
/// <param name="Label">Who answers there.</param>
/// <param name="Number">The number, as it is dialed from this site.</param>
/// <param name="Note">What else to know: what it reaches, which key to press.</param>
/// <param name="Sample">The site has not confirmed it as its own; it is shown with the mark SAMPLE.</param>
public sealed record PhoneLine(string Label, string Number, string? Note, bool Sample);
