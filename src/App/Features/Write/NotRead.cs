using Chorus.App.Features.Admission;

namespace Chorus.App.Features.Write;

/// <summary>What the page says where a posted form could not be read: the status, the message ids, and whether sending the same again helps.</summary>
internal sealed record NotRead(int Status, string Title, string Sentence, bool Again = true)
{
    internal static NotRead Of(FormFault fault) => fault switch
    {
        FormFault.Busy => new(StatusCodes.Status429TooManyRequests, "form.busy", "form.busy.more"),
        FormFault.TooLarge => new(StatusCodes.Status413PayloadTooLarge, "form.too-large", "form.too-large.more", Again: false),
        FormFault.TooSlow => new(StatusCodes.Status408RequestTimeout, "form.too-slow", "form.too-slow.more"),
        _ => new(StatusCodes.Status400BadRequest, "form.broken", "form.broken.more"),
    };
}
