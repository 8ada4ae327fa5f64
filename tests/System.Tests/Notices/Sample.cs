using Holdfast.Core.Notices;

namespace Holdfast.Tests.Notices;

/// <summary>A message as carriers get it.</summary>
static class Sample
{
    public static readonly Message Message = new(
        "P0 HF-2026-000042",
        "A report rings for a supervisor.",
        new Uri("https://desk.example/incidents/0198c5f2-7a00-7000-8000-000000000001"),
        "Opening the link changes nothing.",
        "notice-1",
        Urgent: true,
        TimeSpan.FromMinutes(5));
}
