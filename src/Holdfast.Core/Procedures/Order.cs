namespace Holdfast.Core.Procedures;

/// <summary>An order to the agent, in capitals as a rule.</summary>
/// <param name="Text">The order itself, shown largest.</param>
/// <param name="Rest">What follows it in ordinary type.</param>
public sealed record Order(string Text, string Rest);
