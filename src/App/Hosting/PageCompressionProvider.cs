using Microsoft.AspNetCore.ResponseCompression;

namespace Chorus.App.Hosting;

/// <summary>Brotli (RFC 7932) of whole pages: what is written is gathered, and <see cref="CompressedPages"/> compresses it at its end.</summary>
internal sealed class PageCompressionProvider(CompressedPages pages) : ICompressionProvider
{
    public string EncodingName => "br";

    public bool SupportsFlush => false;

    public Stream CreateStream(Stream outputStream) => new WholePage(outputStream, pages);

    private sealed class WholePage(Stream output, CompressedPages pages) : MemoryStream
    {
        private bool _isSent;

        public override async ValueTask DisposeAsync()
        {
            if (!_isSent)
            {
                _isSent = true;
                await output.WriteAsync(pages.Of(GetBuffer().AsSpan(0, (int)Length)));
            }
            await base.DisposeAsync();
        }
    }
}
