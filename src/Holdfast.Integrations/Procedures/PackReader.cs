using System.Collections.Immutable;
using Holdfast.Core.Procedures;
namespace Holdfast.Integrations.Procedures;
public sealed record PackFiles(string Hash);
public sealed record PackResult(Procedure? Procedure, ImmutableArray<PackError> Errors, PackFiles Files);
public static class PackReader { public static PackResult ReadFolder(string folder) => null!; }
